"""A carrier reads the journal to its end, in order; what does not concern it is passed over together."""

import pytest
from sqlalchemy import select

from echanges.fils.events import FilOpened
from socle import journal
from socle.events import announce
from socle.extensions import db
from socle.jobs import TRIES, carry_all
from socle.journal import Carrier, Curseur, Rebut, last_fact


@pytest.fixture
def carried(app, monkeypatch) -> list[int]:
    """The fils of the facts that a carrier of ours was given: those of an odd number concern it."""
    given: list[int] = []

    def carry(fait) -> None:
        given.append(fait.details["fil_id"])
        if fait.details["fil_id"] == 13:
            raise ValueError("treize")

    ours = Carrier(carry, lambda fait: fait.details["fil_id"] % 2 == 1)
    monkeypatch.setattr(journal, "_carriers", {"essai": ours})
    return given


def happen(*numbers: int) -> None:
    """A fil is opened, as many times."""
    for number in numbers:
        announce(FilOpened(fil_id=number), None)
    db.session.commit()


def test_what_concerns_a_carrier_is_carried_once_and_in_order(carried):
    happen(1, 2, 4, 3, 6, 5, 8)
    assert carry_all() == 7
    assert carried == [1, 3, 5]
    assert carry_all() == 0 and carried == [1, 3, 5]
    happen(7)
    assert carry_all() == 1 and carried == [1, 3, 5, 7]


def test_what_concerns_nobody_is_passed_over_in_one_writing(carried, statements):
    happen(*range(2, 60, 2))
    with statements() as told:
        assert carry_all() == 29
    assert len([one for one in told if not one.startswith("SELECT")]) == 1
    cursor = db.session.scalars(select(Curseur)).one()
    assert (cursor.xact, cursor.fait_id) == last_fact() and carried == []


def test_what_cannot_be_carried_is_set_aside_and_the_next_one_passes(carried):
    happen(2, 13, 4, 1)
    assert carry_all() == 2  # the last two: those before them were set aside with the one that failed
    assert carried == [13] * TRIES + [1]
    assert "treize" in db.session.scalars(select(Rebut.erreur)).one()


def test_what_cannot_be_judged_is_carried(carried, monkeypatch):
    monkeypatch.setitem(
        journal._carriers, "essai", Carrier(journal._carriers["essai"].carry, lambda fait: 1 / 0)
    )
    happen(2)
    assert carry_all() == 1 and carried == [2]
