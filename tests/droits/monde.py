"""A small world with one of each thing, made by actions; photographed once, put back before each test."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import delete, text

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
from tests.visit import Visit

GUEST = "Visiteur"
_photos: dict[tuple[int, bool], "Photo"] = {}


def forget(communaute: Communaute) -> None:
    """As if this communauté had never been instituted."""
    number = communaute.id
    db.session.execute(delete(Membre).where(Membre.communaute_id == number))
    db.session.execute(delete(Communaute).where(Communaute.id == number))
    db.session.commit()


@dataclass
class Photo:
    """Every row of the database, and what the test calls its things."""

    rows: dict[str, list[dict[str, Any]]]
    ids: dict[str, Any]
    people: dict[str, int]
    secrets: dict[str, str]

    @classmethod
    def of(cls, cast, private: bool) -> "Photo":
        """Build the world with the cast, and keep it."""
        ids = build_talk(cast) | build_chain(cast) | build_needs(cast) | build_accounts(cast)
        carry_all()
        if private:
            ids |= build_secrets(cast)
        else:
            forget(cast.cellule)
        secrets = {person.nom: open_connexion(person, "essai") for person in cast.everyone()}
        db.session.commit()
        rows = {
            table.name: [dict(row) for row in db.session.execute(table.select()).mappings()]
            for table in db.metadata.sorted_tables
        }
        return cls(rows, ids, {person.nom: person.id for person in cast.everyone()}, secrets)

    def put_back(self) -> None:
        """Make the database what it was."""
        empty()
        for table in db.metadata.sorted_tables:
            if self.rows[table.name]:
                db.session.execute(table.insert(), self.rows[table.name])
        count_on()
        db.session.commit()
        db.session.expire_all()


def empty() -> None:
    """Nothing is left in the database, and numbers begin at 1 again."""
    db.session.rollback()
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    count_on()
    db.session.commit()
    db.session.expunge_all()


@cache
def _counting() -> str:
    """One statement for every sequence of PostgreSQL: the next number is the one after the last row."""
    columns = [table.autoincrement_column for table in db.metadata.tables.values()]
    parts = [
        f"setval(pg_get_serial_sequence('\"{c.table.name}\"', '{c.name}'), "
        f'coalesce((SELECT max("{c.name}") FROM "{c.table.name}"), 0) + 1, false)'
        for c in columns
        if c is not None
    ]
    return f"SELECT {', '.join(parts)}"


def count_on() -> None:
    """Let PostgreSQL number after what is there, as SQLite does."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text(_counting()))


@dataclass
class Monde:
    """The world of a test: names of its things, and the site as each person sees it."""

    app: Any
    photo: Photo
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
        self.photo.put_back()


def world(app, cast_class, private: bool = True) -> Monde:
    """The world, built the first time, put back the others."""
    key = (id(app), private)
    if key in _photos:
        _photos[key].put_back()
    else:
        empty()
        _photos[key] = Photo.of(cast_class(), private)
    return Monde(app, _photos[key])
