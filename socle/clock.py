"""The only clock of the house, so that a test can stop it and a demonstration can tell the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today() -> date:
    """The present day as people in France read it on the wall."""
    return now().astimezone(PARIS).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the house believe it is another moment, for the length of a block."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
