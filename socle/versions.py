"""Rewriting what several people may write: each sends the version they read, and no one's words are lost."""

from typing import Any

from .errors import Conflict
from .markdown import Redige


def must_be_read(
    thing: Any, version: int | None, sentence: str, errors: dict[str, Any] | None = None
) -> None:
    """Raise ``Conflict`` unless ``version`` is that of now; the row must be locked.

    The form that comes back holds the version of now: sent again, it is a choice. ``errors`` are sentences
    by question, ``sentence`` that of the whole form without them.
    """
    if thing.version != version:
        raise Conflict(sentence, errors=errors, fresh={"version": thing.version})


def rewrite(thing: Any, **words: Any) -> None:
    """Set the words of a thing, and count one version more; a written text keeps its HTML beside it."""
    for name, value in words.items():
        if isinstance(value, Redige):
            setattr(thing, f"{name}_html", value.html)
            value = value.source
        setattr(thing, name, value)
    thing.version += 1
