"""The database session of the house: it knows whether it writes, and tells what waited for the commit.

Three moods: *reading* (requests and sockets: the database itself refuses writes), *writing* (one immediate
transaction, after ``write()``) and *plain* (commands, tests). ADR 0004.
It knows nothing of what it tells: ``events`` says by ``@once_committed`` who delivers what waits in
``info["outbox"]``.
"""

from collections import deque
from collections.abc import Callable
from threading import Event, Lock
from typing import Any
from weakref import WeakSet

from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.base import OptionEngine
from sqlalchemy.orm import SessionTransaction, UOWTransaction

PLAIN, READING, WRITING = "plain", "reading", "writing"
Teller = Callable[[list[Any]], None]
_tellers: list[Teller] = []
_making = Lock()
PATIENCE = 10.0  # seconds


class Writers:
    """Those who write in this process, one at a time, first come first served.

    SQLite lets them poll for its lock, each with longer and longer sleeps: the last ones wait a second for a
    lock that is free. Other processes still meet there.
    """

    def __init__(self) -> None:
        self._guard, self._busy = Lock(), False
        self._waiting: deque[Event] = deque()

    def enter(self, patience: float) -> bool:
        """Wait for one's turn; ``False`` when it did not come, and the database is asked all the same."""
        with self._guard:
            if not self._busy:
                self._busy = True
                return True
            called = Event()
            self._waiting.append(called)
        if called.wait(patience):
            return True
        with self._guard:
            if called.is_set():
                return True
            self._waiting.remove(called)
            return False

    def leave(self) -> None:
        """Call the one who came first."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._busy = False


WRITERS = Writers()


def once_committed(teller: Teller) -> Teller:
    """Register who is given, after each commit that made something true, what waited in the outbox, in order.

    The outbox is empty when someone only rang (``info["ring"]``). What a teller raises reaches who committed:
    what happened stays true.
    """
    _tellers.append(teller)
    return teller


class Readers(OptionEngine):
    """The same database, the same listeners, other connections: those of SQLite that only read.

    A connection told to read, then to write, compiles again every statement that it knows.
    """

    pool: Any = None  # its own: an ``OptionEngine`` shares that of the engine it comes from

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, {})
        self.pool = engine.pool.recreate()
        # Both hear the same events: its own end is none of the other's.
        event.listen(engine, "engine_disposed", lambda gone: self.dispose() if gone is engine else None)


def _readers_of(engine: Any) -> Engine:
    """Made the first time; a database in memory is known to its own connection only."""
    with _making:
        if not hasattr(engine, "readers"):
            alone = engine.url.database in (None, "", ":memory:")
            engine.readers = engine if alone else Readers(engine)
    found: Engine = engine.readers
    return found


class DeliveringSession(Session):
    """Keeps what is announced in ``info["outbox"]`` until the transaction is settled."""

    def get_bind(self, *args: Any, **options: Any) -> Engine | Connection:
        """Who reads on SQLite has connections of their own, for the whole of a transaction."""
        engine = super().get_bind(*args, **options)
        if self.info.get("mood") != READING or engine.dialect.name != "sqlite" or _begun(self, engine):
            return engine
        return _readers_of(engine)

    def commit(self) -> None:
        """Make everything true, then tell it. After a write the session reads again."""
        super().commit()
        self.info.pop("born", None)
        self._rest()
        announced = self.info.pop("outbox", [])
        if self.info.pop("ring", False) or announced:
            for tell in _tellers:
                tell(announced)

    def rollback(self) -> None:
        """Nothing happened: nothing is told."""
        for name in ("outbox", "ring", "born", "said"):
            self.info.pop(name, None)
        super().rollback()
        self._rest()

    def _rest(self) -> None:
        if self.info.get("mood") == WRITING:
            self.info["mood"] = self.info.get("home", PLAIN)


def _begun(session: Session, engine: Any) -> bool:
    """Whether the transaction that runs is already on this very engine."""
    running = session.get_transaction()
    return running is not None and engine in running._connections


@event.listens_for(DeliveringSession, "after_flush")
def remember_the_new(session: Session, _flush: UOWTransaction) -> None:
    """Keep which rows are new, as long as somebody holds them."""
    session.info.setdefault("born", WeakSet()).update(session.new)


@event.listens_for(DeliveringSession, "after_begin")
def begin_in_the_mood(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Start the transaction that the mood asks for; savepoints begin nothing."""
    if transaction.nested:
        return
    mood = session.info.get("mood", PLAIN)
    if connection.dialect.name == "sqlite":
        if mood == WRITING:
            session.info["turn"] = WRITERS.enter(PATIENCE)
        _keep_to_reading(connection, mood == READING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mood == WRITING else "BEGIN")
    else:
        driver: Any = connection.connection.dbapi_connection
        driver.read_only = mood == READING


@event.listens_for(DeliveringSession, "after_transaction_end")
def let_the_next_write(session: Session, transaction: SessionTransaction) -> None:
    """However it ended, its rows are given back and the next writer goes on."""
    if transaction.parent is None:
        session.info.pop("taken", None)
        if session.info.pop("turn", False):
            WRITERS.leave()


def _keep_to_reading(connection: Connection, only: bool) -> None:
    if connection.info.get("query_only", False) != only:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if only else 'OFF'}")
        connection.info["query_only"] = only
