"""Counting what the database is asked: ``with counting() as told``."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from socle.extensions import db

QUIET = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements that ran inside the block, in order."""
    told: list[str] = []

    def hear(connection, cursor, statement, parameters, context, executemany) -> None:
        if not statement.lstrip().upper().startswith(QUIET):
            told.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield told
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
