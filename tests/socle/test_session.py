"""What waits for the commit is told once it is true, in order, and never when it was undone."""

import pytest

from echanges.fils.events import FilOpened
from socle import events, session
from socle.events import announce
from socle.extensions import db
from socle.signatures import Signature


@pytest.fixture
def heard(monkeypatch) -> list:
    """What a teller of ours is given, besides those of the house."""
    told: list = []
    monkeypatch.setattr(session, "_tellers", [*session._tellers, told.append])
    return told


def test_the_house_delivers_events():
    assert session._tellers == [events.deliver]


def test_what_happened_is_told_after_the_commit_in_order(app, heard):
    announce(FilOpened(fil_id=1), Signature(7))
    announce(FilOpened(fil_id=2), Signature(7))
    assert heard == []
    db.session.commit()
    assert [[event.fil_id for event in outbox] for outbox in heard] == [[1, 2]]
    db.session.commit()
    assert len(heard) == 1


def test_nothing_is_told_of_what_was_undone(app, heard):
    announce(FilOpened(fil_id=1), Signature(7))
    db.session.info["ring"] = True
    db.session.rollback()
    db.session.commit()
    assert heard == []


def test_ringing_tells_that_something_became_true(app, heard):
    db.session.info["ring"] = True
    db.session.commit()
    assert heard == [[]]
