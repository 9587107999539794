"""Whoever reads writes nothing, and a page is drawn from what its view loaded: every address of the table."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from socle.extensions import db
from tests.droits.monde import GUEST
from tests.droits.test_table import LINES, asked
from tests.serveurs import ROOT

READS = re.compile(r"\s*(SELECT|WITH|BEGIN|ROLLBACK|COMMIT|PRAGMA|SET TRANSACTION|SHOW)\b", re.IGNORECASE)
TEMPLATES = f"{ROOT}/templates/"
# What still asks while it is drawn, once a page: to be loaded by a view, and taken out of here.
ASKS = {
    "_layouts/turned.html": "who is refused",
    "_kit/liste.html": "the choices of a filter",
    "annuaire/profils/person.html": "the words of a person",
    "annuaire/territoires/show.html": "where a territoire lies",
    "communautes/espaces/_entree.html": "whether one asked to enter",
    "echanges/fils/message.html": "whose a message is, and where",
    "fabrique/besoins/_preuves.html": "the proofs of a need",
    "fabrique/besoins/index.html": "the filières of a filter",
}
PAGES = [line for line in LINES if line.method == "GET"]


@contextmanager
def watching() -> Iterator[list[tuple[str, str]]]:
    """Each statement of the block, with the template that is being drawn, if any."""
    told: list[tuple[str, str]] = []

    def hear(connection, cursor, statement, parameters, context, executemany) -> None:
        frame, drawing = sys._getframe(), ""
        while frame and not drawing:
            drawing = frame.f_code.co_filename.partition(TEMPLATES)[2]
            frame = frame.f_back
        told.append((drawing, statement))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield told
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def test_what_is_drawn_and_what_is_written_is_seen(monde):
    """Without this, the next test would pass for having heard nothing."""
    with watching() as told:
        monde.visit("Amina").get("/besoins")
        monde.visit("Hugo").post(monde.path("/propositions/{deposee}/soutien"))
    assert {drawing for drawing, _ in told} >= {"", "fabrique/besoins/index.html"}
    assert not all(READS.match(statement) for _, statement in told)


@pytest.mark.parametrize("line", PAGES, ids=str)
def test_reading_writes_nothing_and_drawing_asks_nothing(monde, line):
    one_of_each = {answer: nom for nom, answer in line.expected().items() if nom != GUEST}
    for nom in (GUEST, *one_of_each.values()):
        with watching() as told:
            asked(monde, nom, line)
        assert [statement for _, statement in told if not READS.match(statement)] == [], nom
        assert {drawing for drawing, _ in told} - ASKS.keys() - {""} == set(), nom
