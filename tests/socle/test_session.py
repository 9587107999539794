"""What waits for the commit is told once it is true, in order, and never when it was undone."""

import pytest
from sqlalchemy import create_engine, event, update
from sqlalchemy.exc import DBAPIError

from annuaire.comptes.models import Compte
from echanges.fils.events import FilOpened
from socle import events, session
from socle.database import read_only
from socle.events import announce
from socle.extensions import db
from socle.signatures import Signature
from tests.makers import make_fil


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


def test_who_reads_and_who_writes_keep_their_connections(cast, visit, engine):
    """SQLite compiles every statement again when a connection changes its mood; PostgreSQL does not."""
    fil = make_fil(cast.pratiques, cast.basile, "Faire connaître le guide")
    amina, told = visit(cast.amina), []

    def hear(connection, cursor, statement, *_) -> None:
        told.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        for turn in range(3):
            if turn == 1:
                told.clear()
            assert amina.get(f"/fils/{fil.id}").status_code == 200
            assert amina.post(f"/fils/{fil.id}/messages", texte="Bonjour", cle=f"c-{turn}").status_code == 302
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    assert ("BEGIN IMMEDIATE" in told) == (engine == "sqlite")
    assert not [one for one in told if one.startswith("PRAGMA")]


def test_readers_leave_with_their_engine(app, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'essai.db'}")
    readers = session.Readers(engine)
    with readers.connect() as line:
        assert line.exec_driver_sql("SELECT 1").scalar() == 1
    assert readers.pool.checkedin() == 1
    engine.dispose()
    assert readers.pool.checkedin() == 0


def test_the_database_refuses_what_is_written_by_who_reads(cast):
    db.session.commit()
    read_only()
    with pytest.raises(DBAPIError, match="read.?only"):
        db.session.execute(update(Compte).values(actif=False))
    db.session.rollback()
    db.session.info["home"] = db.session.info["mood"] = session.PLAIN
