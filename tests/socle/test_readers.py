"""Who only read leaves nothing written and, on PostgreSQL, everything prepared."""

from collections.abc import Iterator
from typing import Any

import pytest

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
