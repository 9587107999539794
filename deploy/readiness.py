"""Whether the database can be served as it is: asked of the database itself, without loading the application.

``flask prepare`` migrates, imports the territories and tells the demonstration to an empty database; each of
the three shows in what the database holds. Whatever cannot be read here is left to it: it says why.
"""

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from config import PLACES, ROOT

Ask = Callable[[str], Any]
REVISION = re.compile(r'^revision = "(\w+)"', re.MULTILINE)
SQLITE = "sqlite:///"
PATIENCE = 5  # seconds


def head() -> str:
    """Tell the number of the last migration: they are numbered, and each follows the one before."""
    last = max((ROOT / "migrations" / "versions").glob("[0-9]*.py"))
    found = REVISION.search(last.read_text())
    return found[1] if found else ""


def complete(ask: Ask) -> bool:
    """Tell whether nothing is left to prepare, from the first value of a few questions."""
    return bool(
        ask("SELECT version_num FROM alembic_version") == head()
        and ask("SELECT id FROM territoire LIMIT 1") is not None
        and ask("SELECT id FROM compte LIMIT 1") is not None
    )


def ready() -> bool:
    """Tell whether the database of this environment needs no preparation."""
    place = os.environ.get("FABRIQUE_PLACE", "").strip() or "development"
    if place not in PLACES:
        return False
    url = PLACES[place]().SQLALCHEMY_DATABASE_URI
    try:
        return _sqlite(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else _postgresql(url)
    except Exception:
        return False


def _sqlite(path: str) -> bool:
    if not Path(path).is_file():
        return False
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as line:
        return complete(lambda sql: _first(line.execute(sql).fetchone()))


def _postgresql(url: str) -> bool:
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=PATIENCE, autocommit=True) as line:
        return complete(lambda sql: _first(line.execute(sql).fetchone()))


def _first(row: Any) -> Any:
    return row[0] if row else None
