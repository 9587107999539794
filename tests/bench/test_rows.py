"""The rows that the bench writes in bulk are those of the actions: the same story is told both ways."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from annuaire.comptes.actions import choose_preferences, confirm_compte, open_compte
from bench.dits import titre_of
from bench.masse import Masse
from bench.recit import Recit, Taille
from bench.textes import alias, naming, nom, textes
from communautes.espaces.actions import create_communaute, join, name_animateur
from echanges.fils.actions import open_fil, post_message, react
from echanges.lectures.actions import read_up_to
from socle.clock import at
from socle.extensions import db
from socle.jobs import carry_all
from socle.markdown import redige
from socle.signatures import Signature
from socle.sujets import Ref
from tests.photos import begin_from

FIN = datetime(2026, 11, 25, 12, tzinfo=UTC)
SMALL = Taille(comptes=12, communautes=3, grande=9, petite=5, fils=7, messages=150, long=60, lecteurs=3)
# Random by nature: a mark of the account, a number of PostgreSQL's own.
OTHERWISE = {("compte", "fs_uniquifier"), ("fait", "xact"), ("curseur", "xact")}


class ByActions:
    """The story told as people live it, one act at a time."""

    def __init__(self, recit: Recit) -> None:
        self.recit, self.step = recit, 0

    def tell(self) -> None:
        self.comptes = [self._compte(n) for n in range(self.recit.taille.comptes)]
        self.communautes = [self._communaute(n) for n in range(self.recit.taille.communautes)]
        self.fils = [self._fil(n) for n in range(self.recit.taille.fils)]
        self.messages = [[] for _ in self.fils]
        for parole in self.recit.paroles():
            with at(parole.quand):
                self._say(parole)
        for one in self.recit.lectures():
            with at(one.quand):
                read_up_to(self.fils[one.fil].id, self.comptes[one.qui].id, one.rang)
        db.session.commit()
        carry_all()

    def _by(self, number: int) -> Signature:
        return Signature(self.comptes[number].id)

    def _next(self):
        self.step += 1
        return at(self.recit.ouverture(self.step))

    def _compte(self, number: int):
        with self._next():
            compte = open_compte(f"bench-{number}@exemple.test", nom(number), "haché")
            confirm_compte(compte)
            choose_preferences(compte, "auto", "aucun")
        return compte

    def _communaute(self, number: int):
        said, membres = f"Communauté d’essai {number + 1}", self.recit.membres[number]
        with self._next():
            quand = self.recit.ouverture(self.step).date()
            made = create_communaute(
                f"BN{number}", f"bench-{number}", said, f"Objet de « {said} ».", self._by(0), quand
            )
            name_animateur(made, self._by(0), self.comptes[membres[0]])
            for one in membres[1:]:
                join(made, self._by(one))
        return made

    def _fil(self, number: int):
        host = Ref("communaute", self.communautes[self.recit.hotes[number]].id)
        with self._next():
            return open_fil(host, titre_of(number), self._by(self.recit.auteurs[number]))

    def _say(self, parole) -> None:
        fil, said, by = self.fils[parole.fil], self.messages[parole.fil], self._by(parole.auteur)
        texte = textes()[parole.texte]
        if parole.interpelle is not None:
            texte = naming(alias(parole.interpelle), texte)
        answers = said[parole.reponse_a - 1].id if parole.reponse_a else None
        message = post_message(fil, by, texte, f"bench-{fil.id}-{len(said) + 1}", answers)
        said.append(message)
        read_up_to(fil.id, by.compte_id, message.rang)
        for qui, reaction in parole.reactions:
            react(message, self._by(qui), reaction)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in the order of its key."""
    db.session.commit()
    db.session.expire_all()
    told = {}
    for table in db.metadata.sorted_tables:
        rows = db.session.execute(select(table).order_by(*table.primary_key.columns)).mappings()
        told[table.name] = [
            {name: value for name, value in row.items() if (table.name, name) not in OTHERWISE}
            for row in rows
        ]
    return {name: rows for name, rows in told.items() if rows}


@pytest.fixture
def both(app) -> tuple[dict, dict]:
    """The database after the actions, and after the bulk."""
    ByActions(Recit(SMALL, FIN)).tell()
    by_actions = everything()
    begin_from("nothing")
    Masse(Recit(SMALL, FIN), "haché").write()
    return by_actions, everything()


def test_bulk_rows_are_those_of_the_actions(both):
    by_actions, in_bulk = both
    assert by_actions.keys() == in_bulk.keys()
    for table, rows in by_actions.items():
        assert in_bulk[table] == rows, table


def test_the_story_holds_all_that_a_page_shows(both):
    _, rows = both
    assert {
        "message",
        "trace",
        "fait",
        "notification",
        "position",
        "mention",
        "membre",
        "curseur",
    } <= rows.keys()
    assert any(row["reactions"] for row in rows["message"])
    assert any(row["enchaine"] for row in rows["message"])
    assert any(row["reponse_a"] for row in rows["message"])
    assert len({row["fil_id"] for row in rows["message"]}) == SMALL.fils


def test_what_calls_someone_is_rendered_as_the_house_renders_it():

    assert all(naming("amina", one) == redige(naming("amina", one).source) for one in textes())
