"""Connections to PostgreSQL: readers end with COMMIT; one that rested is looked at before it serves again.

Loaded where that engine serves only.
"""

from time import monotonic
from typing import Any

from psycopg import Connection
from psycopg.pq import ConnStatus, TransactionStatus
from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

RESTED = 1.0  # seconds after which a connection is asked whether it still lives
PREPARED = 300  # statements kept by a connection: a place asks some two hundred different ones


class Reader(Connection[Any]):
    """A connection of psycopg, which forgets all it has prepared at each ROLLBACK (``PrepareManager``).

    Every page ends by one: each of its statements would be planned again for ever. A transaction that could
    only read ends the same either way.
    """

    def rollback(self) -> None:
        """End what was begun; nothing of it stays when it could write, or when it failed."""
        if self.read_only and self.info.transaction_status == TransactionStatus.INTRANS:
            self.commit()
        else:
            super().rollback()


def _connect(_dialect: Any, _record: Any, words: list[Any], named: dict[str, Any]) -> Reader:
    """Open one, for SQLAlchemy's ``do_connect``. Raises what psycopg raises."""
    line = Reader.connect(*words, **named)
    line.prepared_max = PREPARED
    return line


def _given_back(_line: Reader, record: Any) -> None:
    record.info["rested"] = monotonic()


def _still_there(line: Reader, record: Any, _held: Any) -> None:
    """Who serves one request after the other lives: asking each time would cost as much as a statement.

    Raises ``DisconnectionError`` for a connection that died in its sleep, and SQLAlchemy opens another.
    """
    if monotonic() - record.info.get("rested", monotonic()) > RESTED:
        line.pgconn.exec_(b"SELECT 1")
        if line.pgconn.status != ConnStatus.OK:
            raise DisconnectionError("the server let this connection go")


def serve(engine: Engine) -> None:
    """Let the connections of this engine be so."""
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "checkin", _given_back)
    event.listen(engine, "checkout", _still_there)
