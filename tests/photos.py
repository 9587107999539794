"""The states that tests begin from: each is made once by a worker, photographed, put back before each test.

A photograph holds every row, and the numbers that come next. SQLite copies pages (2 ms), PostgreSQL rows
(20 ms, where TRUNCATE took 180 and a template database 310).
"""

import sqlite3
import time
from collections.abc import Callable, Hashable
from contextlib import closing
from functools import cache
from typing import Any

from sqlalchemy import text

from socle.extensions import db
from socle.fragments import KINDS

PATIENCE = 20  # seconds, when a test left a transaction open
_album: dict[Hashable, tuple["Photo", Any]] = {}


class Photo:
    """The whole database at an instant."""

    def __init__(self) -> None:
        db.session.commit()
        self._take()

    def put_back(self) -> None:
        """Make the database what it was; what the session knew is asked again."""
        db.session.rollback()
        self._put_back()
        db.session.expire_all()


class PhotoOfPages(Photo):
    """SQLite: its pages, kept in memory."""

    def _take(self) -> None:
        self.kept = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(db.engine.url.database)) as line:
            line.backup(self.kept)

    def _put_back(self) -> None:
        until = time.monotonic() + PATIENCE
        with closing(sqlite3.connect(db.engine.url.database, timeout=0.5)) as line:
            self.kept.backup(line, progress=lambda *_: _not_after(until))


def _not_after(until: float) -> None:
    """The copy tries again for ever while somebody writes: say it instead."""
    if time.monotonic() > until:
        raise TimeoutError("a test left a transaction open: its database cannot be put back")


class PhotoOfRows(Photo):
    """PostgreSQL: a copy of each table in a schema of its own, and one function that brings it all back."""

    def _take(self) -> None:
        self.schema = f"photo_{len(_album)}"
        names = list(db.metadata.tables)
        tables = [f'CREATE TABLE {self.schema}."{name}" AS TABLE public."{name}"' for name in names]
        moves = [
            f'DELETE FROM public."{name}"; INSERT INTO public."{name}" TABLE {self.schema}."{name}"'
            for name in names
        ]
        body = "; ".join(["SET LOCAL session_replication_role = replica", *moves, f"PERFORM {_counting()}"])
        back = f"CREATE FUNCTION {self.schema}.back() RETURNS void LANGUAGE plpgsql AS $$BEGIN {body}; END$$"
        for statement in (f"CREATE SCHEMA {self.schema}", *tables, back):
            db.session.connection().exec_driver_sql(statement)
        db.session.commit()

    def _put_back(self) -> None:
        db.session.execute(text(f"SET LOCAL lock_timeout = {PATIENCE * 1000:.0f}"))
        db.session.execute(text(f"SELECT {self.schema}.back()"))
        db.session.commit()


@cache
def _counting() -> str:
    """The next number of every sequence of PostgreSQL is the one after the last row, as on SQLite."""
    columns = [table.autoincrement_column for table in db.metadata.tables.values()]
    return ", ".join(
        f"setval(pg_get_serial_sequence('\"{c.table.name}\"', '{c.name}'), "
        f'coalesce((SELECT max("{c.name}") FROM public."{c.table.name}"), 0) + 1, false)'
        for c in columns
        if c is not None
    )


def photograph() -> Photo:
    """Keep the database as it is now."""
    return PhotoOfRows() if db.engine.dialect.name == "postgresql" else PhotoOfPages()


def begin_from(name: Hashable, make: Callable[[], Any] = lambda: None) -> Any:
    """Bring the database to the state of that name, made from nothing the first time.

    Returns what ``make`` returned.
    """
    for kind in KINDS:
        kind.forget()
    if name in _album:
        photo, known = _album[name]
        photo.put_back()
        return known
    if name != "nothing":
        begin_from("nothing")
    known = make()
    _album[name] = (photograph(), known)
    return known


def made(name: Hashable) -> Any:
    """What ``make`` returned when this state was made."""
    return _album[name][1]
