"""Who only read leaves nothing written and, on PostgreSQL, everything prepared; the dead serve nobody."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from socle import readers
from socle.extensions import db

ASKED = "SELECT count(*) FROM curseur WHERE fait_id > 1"
MARK = "INSERT INTO curseur (nom, xact, fait_id, echecs) VALUES ('essai', 0, 1, 0)"


@pytest.fixture
def line(app, engine) -> Iterator[Any]:
    """A connection as a page gets it, in a transaction that may only read where the engine has such."""
    raw = db.engine.raw_connection()
    driver = raw.driver_connection
    if engine == "postgresql":
        driver.read_only = True
    yield driver
    raw.close()


def planned(line: Any) -> int:
    """How many plans of the question PostgreSQL keeps for this connection."""
    asked = "SELECT count(*) FROM pg_prepared_statements WHERE statement = %s"
    return line.execute(asked, [ASKED], prepare=False).fetchone()[0]


def test_what_several_readers_ask_is_planned_once(line, engine):
    for _ in range(3):
        assert line.execute(ASKED).fetchone() == (0,)
        line.rollback()
    assert engine == "sqlite" or planned(line) == 1


def test_a_reading_that_failed_is_undone(line, engine):
    with pytest.raises(Exception, match="nulle_part"):
        line.execute("SELECT * FROM nulle_part")
    line.rollback()
    assert line.execute(ASKED).fetchone() == (0,)


def test_who_writes_and_goes_back_wrote_nothing(line, engine):
    if engine == "postgresql":
        line.read_only = False
    else:
        line.execute("BEGIN")
    line.execute(MARK)
    line.rollback()
    assert line.execute("SELECT count(*) FROM curseur WHERE nom = 'essai'").fetchone() == (0,)


@pytest.fixture
def alone(app, engine) -> Iterator[Any]:
    """An engine as the house has it, of one connection to PostgreSQL; nothing on SQLite, where none dies."""
    if engine == "sqlite":
        yield None
        return
    apart = create_engine(db.engine.url, pool_size=1, max_overflow=0)
    readers.serve(apart)
    yield apart
    apart.dispose()


def backend(engine: Any) -> int:
    """The number of the process that serves its connection."""
    with engine.connect() as line:
        return line.exec_driver_sql("SELECT pg_backend_pid()").scalar()


def test_a_connection_that_died_while_it_rested_is_replaced(alone, monkeypatch):
    if alone is None:
        return
    first = backend(alone)
    assert backend(alone) == first
    db.session.execute(text("SELECT pg_terminate_backend(:one)"), {"one": first})
    monkeypatch.setattr(readers, "RESTED", 0.0)
    assert backend(alone) != first


def test_who_serves_at_once_is_asked_nothing(alone, monkeypatch):
    if alone is None:
        return
    first = backend(alone)
    db.session.execute(text("SELECT pg_terminate_backend(:one)"), {"one": first})
    with pytest.raises(OperationalError):
        backend(alone)
    assert backend(alone) != first
