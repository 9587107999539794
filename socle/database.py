"""The engine: SQLite tuned for durability, PostgreSQL as it comes; reading and writing told apart."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Executable, Insert, Result, event, func, insert, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.orm.interfaces import RelationshipDirection

from .errors import NotVisible
from .extensions import db
from .late import Late
from .migrations import Migrations
from .session import READING, WRITING

readers = Late("socle.readers")
NONE: Mapping[str, Any] = MappingProxyType({})
View = TypeVar("View", bound=Callable[..., Any])
_asked_again: list[Callable[[], None]] = []
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL loses acknowledged rows on a power cut (measured 243 times in 300)
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-4000",  # what is read comes from the mapping; only what is being written stays here
    "mmap_size=268435456",
    "temp_store=MEMORY",
)


def engine_options(url: str) -> dict[str, Any]:
    """Pool settings for a database address: eight connections are kept, more are opened in a crowd.

    SQLite keeps as many for those who read, apart (``session.Readers``).
    A connection is held by whoever reads or writes, never by a socket that listens. The last one given back
    serves next: it knows the statements. On PostgreSQL a statement asked twice is planned once, for all its
    values: planning who asks and what waits for them costs ten times their reading.
    """
    options: dict[str, Any] = {"pool_size": 8, "max_overflow": 32, "pool_use_lifo": True}
    if not url.startswith("sqlite"):
        asked = {"prepare_threshold": 1, "options": "-c plan_cache_mode=force_generic_plan"}
        options |= {"connect_args": asked}
    return options


def tune_sqlite(dbapi_connection: Any, _record: Any) -> None:
    """Pragmas of every SQLite connection; the driver begins nothing by itself."""
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def writes(view: View) -> View:
    """Mark a view for signed-in people that, before ``write()``, looks at nothing of them but their pace.

    Until then whoever was known lately is let pass; inside, they are asked for good: one look instead of two.
    Nobody is let pass any further than this view: a refusal is told to who they are now.
    """

    @wraps(view)
    def door(*args: Any, **keys: Any) -> Any:
        g.passing = True
        try:
            return view(*args, **keys)
        finally:
            g.passing = False
            if g.pop("let_pass", None):
                g.pop("_login_user", None)

    door.writes = True  # type: ignore[attr-defined]
    return cast(View, door)


def asks_by_itself() -> bool:
    """Whether this request is for such a view."""
    return getattr(current_app.view_functions.get(request.endpoint or ""), "writes", False)


def asks_again(function: Callable[[], None]) -> Callable[[], None]:
    """Register who sees, inside the writing transaction, that whoever was let pass is still there."""
    _asked_again[:] = [function]
    return function


def write() -> None:
    """End the reading transaction and open the writing one: what was read before must be asked again.

    The signed-in person is forgotten too, so that an account suspended in between no longer writes.
    """
    db.session.rollback()
    db.session.expire_all()  # a rollback with nothing begun, after a commit, expires nothing
    db.session.info["mood"] = WRITING
    g.pop("held", None)
    if has_request_context():
        g.pop("_login_user", None)
        g.passing = False
        for ask in _asked_again:
            ask()


def born(thing: Any) -> bool:
    """Whether this very transaction made this row."""
    return thing in db.session.info.get("born", ())


def hold(name: str) -> None:
    """Let one request at a time pass here under this name, until the end of its transaction.

    For what has no row to lock yet. On SQLite writers come one by one anyway.
    """
    if not on_sqlite():
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def upsert(noun: Any) -> Any:
    """An INSERT of a noun (or its table) that may say ``on_conflict_do_update``."""
    return sqlite.insert(noun) if on_sqlite() else postgresql.insert(noun)


def adding(noun: Any) -> Insert:
    """The INSERT of a row that nobody holds afterwards: built once, without entity nor number given back."""
    return insert(noun.__table__).inline()


def taken(thing: Any) -> None:
    """Remember that this transaction holds the row of a thing, read when it was taken: ``lock`` has it."""
    db.session.info.setdefault("taken", set()).add(inspect(thing).key)


def lock(thing: Any) -> None:
    """Take the row of a thing for the rest of the transaction, and read it all again: what one knew is old.

    Its children are forgotten with it, so that the next look asks the database: a text never mixes two
    savings. Nothing is read twice by who holds it already. Raises ``NotVisible`` when it is gone.
    """
    db.session.flush()
    state = inspect(thing)
    if state.key in db.session.info.get("taken", ()):
        return
    for relation in state.mapper.relationships:
        if relation.direction is RelationshipDirection.ONETOMANY:
            known = state.dict.get(relation.key) or []
            for child in known if relation.uselist or not known else [known]:
                db.session.expire(child)
    # PostgreSQL refuses FOR UPDATE on the empty side of an outer join: only the row of the noun itself is
    # taken.
    row = {"of": type(thing)}
    if db.session.get(type(thing), state.identity, populate_existing=True, with_for_update=row) is None:
        raise NotVisible
    db.session.expire(thing, list(state.mapper.relationships.keys()))
    taken(thing)


class Head:
    """The version of the whole place: it turns with every commit, of this process or of another.

    SQLite counts them for whoever asks on a connection that writes nothing (``PRAGMA data_version``).
    PostgreSQL is asked for its snapshot: a transaction that commits leaves it, in whatever order they do,
    whereas the highest id of a table stands still when an older one arrives last.
    """

    def __init__(self) -> None:
        self.engine = db.engine
        self._asked = "PRAGMA data_version" if on_sqlite() else "SELECT pg_current_snapshot()::text"
        self._lock = Lock()
        self._line: Any = None
        self._times = 0  # SQLite counts for each connection: the numbers of two are not compared

    def turned(self) -> Any:
        """What tells this moment from any other; ``None`` when the database does not answer."""
        with self._lock:
            try:
                self._line = self._line or self._opened()
                return self._times, self._line.execute(self._asked).fetchone()[0]
            except Exception:
                self._line = None
                return None

    def _opened(self) -> Any:
        """A connection of its own, which nobody else uses and which holds no transaction."""
        self._times += 1
        self._held = self.engine.raw_connection()
        connection: Any = self._held.dbapi_connection
        self._held.detach()
        if self.engine.dialect.name != "sqlite":
            connection.rollback()
            connection.read_only = False
            connection.autocommit = True
        return connection


def read_columns(statement: Executable, values: Mapping[str, Any] = NONE) -> Result[Any]:
    """The rows of columns that a SELECT gives, none of them a thing of the house.

    Who only reads goes straight to the connection: a session, which would hold things, costs as much again.
    """
    session = db.session()
    if session.info.get("mood") == READING:
        return session.connection().execute(statement, values)
    return session.execute(statement, values)


def read_only() -> None:
    """Requests and socket events read until ``write()``; the database refuses the rest."""
    db.session.info["home"] = db.session.info["mood"] = READING


def on_sqlite() -> bool:
    """Whether the embedded engine serves."""
    return db.engine.dialect.name == "sqlite"


def init_app(app: Flask) -> None:
    """Bind the database; make the folder of an SQLite file."""
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(str(url)))
    db.init_app(app)
    app.extensions["migrate"] = Migrations(app, db)
    with app.app_context():
        if url.get_backend_name() == "sqlite":
            event.listen(db.engine, "connect", tune_sqlite)
        else:
            readers.serve(db.engine)

    @app.before_request
    def read_first() -> None:
        if request.endpoint != "static":
            read_only()
