"""Connections to PostgreSQL whose readers end with COMMIT. Loaded where that engine serves only."""

from typing import Any

from psycopg import Connection
from psycopg.pq import TransactionStatus

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


def connect(_dialect: Any, _record: Any, words: list[Any], named: dict[str, Any]) -> Reader:
    """Open one, for SQLAlchemy's ``do_connect``. Raises what psycopg raises."""
    line = Reader.connect(*words, **named)
    line.prepared_max = PREPARED
    return line
