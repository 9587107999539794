"""A small world with one of each thing, made by actions; photographed once, put back before each test."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete

from annuaire.comptes.actions import open_connexion
from annuaire.comptes.models import Compte
from communautes.espaces.models import Communaute, Membre
from socle.extensions import db
from socle.jobs import carry_all
from tests.droits.besoins import build_needs
from tests.droits.cellule import build_secrets
from tests.droits.chaine import build_chain
from tests.droits.comptes import build_accounts
from tests.droits.paroles import build_talk
from tests.photos import begin_from
from tests.visit import Visit

GUEST = "Visiteur"


def forget(communaute: Communaute) -> None:
    """As if this communauté had never been instituted."""
    number = communaute.id
    db.session.execute(delete(Membre).where(Membre.communaute_id == number))
    db.session.execute(delete(Communaute).where(Communaute.id == number))
    db.session.commit()


@dataclass(frozen=True)
class Names:
    """What the tests call the things and the people of a world."""

    ids: dict[str, Any]
    people: dict[str, int]
    secrets: dict[str, str]


def build(cast, private: bool) -> Names:
    """The world, made by the cast; a house without secrets is one where the cellule was never instituted."""
    ids = build_talk(cast) | build_chain(cast) | build_needs(cast) | build_accounts(cast)
    carry_all()
    if private:
        ids |= build_secrets(cast)
    else:
        forget(cast.cellule)
    secrets = {person.nom: open_connexion(person, "essai") for person in cast.everyone()}
    return Names(ids, {person.nom: person.id for person in cast.everyone()}, secrets)


@dataclass
class Monde:
    """The world of a test: names of its things, and the site as each person sees it."""

    app: Any
    private: bool
    photo: Names
    visits: dict[str, Visit] = field(default_factory=dict)

    @property
    def ids(self) -> dict[str, Any]:
        """The numbers of the things, by the name that a path gives them."""
        return self.photo.ids

    @property
    def everyone(self) -> list[str]:
        """The ten of the cast."""
        return list(self.photo.people)

    def person(self, nom: str) -> Compte:
        """Someone of the cast."""
        return db.session.get(Compte, self.photo.people[nom])

    def visit(self, nom: str) -> Visit:
        """The site as a person sees it; the same browser all along."""
        if nom not in self.visits:
            self.visits[nom] = Visit(self.app)
            if nom != GUEST:
                with self.visits[nom].client.session_transaction() as session:
                    session["_user_id"], session["_fresh"] = self.photo.secrets[nom], True
        return self.visits[nom]

    def path(self, pattern: str) -> str:
        """``/fils/{fil}`` with the numbers of this world."""
        return pattern.format(**self.ids)

    def put_back(self) -> None:
        """As it was before."""
        begin_from(("monde", self.private))


def world(app, cast_class, private: bool = True) -> Monde:
    """The world, built the first time, put back the others."""
    names = begin_from(("monde", private), lambda: build(cast_class(), private))
    return Monde(app, private, names)
