"""Fragments: what is drawn once and shown to everyone: a message, a line of a list, a card.

A fragment knows nothing of who looks, and its key holds everything it depends on, so that what is kept is
never wrong and never has to be forgotten. Pages, sockets and those who catch up share it.
"""

from collections.abc import Hashable, Iterable
from functools import cache
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, current_app
from markupsafe import Markup

from .templating import draw_partial

WEIGHT = 8_000_000  # characters kept by each kind, the least recently shown forgotten first


KINDS: list["Fragments"] = []


class Fragments:
    """One kind of fragment: its partial, drawn with the thing under ``name`` and with nothing else."""

    def __init__(self, template: str, name: str, weight: int = WEIGHT) -> None:
        self.template, self.name = template, name
        self._kept: LRUCache[Hashable, Markup] = LRUCache(weight, getsizeof=len)
        self._lock = Lock()
        KINDS.append(self)

    def forget(self) -> None:
        """Whoever puts another database under this process begins from nothing: its ids are others."""
        with self._lock:
            self._kept.clear()

    def kept(self, key: Hashable) -> Markup | None:
        """What was drawn for this key, if it is still held."""
        with self._lock:
            found: Markup | None = self._kept.get(key)
        return found

    def kept_of(self, keys: Iterable[Hashable]) -> list[Markup | None]:
        """The same for many keys at once, in their order."""
        with self._lock:
            return [self._kept.get(key) for key in keys]

    def sketch(self, thing: Any) -> Markup:
        """Draw what may still be undone: nothing keeps it, the next thing may get the same numbers."""
        return draw_partial(self.template, {self.name: thing})

    def keep(self, key: Hashable, drawn: Markup) -> Markup:
        """Keep what is true under its key; a fragment heavier than all that may be kept is not."""
        if not current_app.debug and len(drawn) <= self._kept.maxsize:
            with self._lock:
                self._kept[key] = drawn
        return drawn

    def draw(self, key: Hashable, thing: Any) -> Markup:
        """Draw the thing and keep it."""
        return self.keep(key, self.sketch(thing))

    def of(self, key: Hashable, thing: Any) -> Markup:
        """The fragment of a thing at hand."""
        return self.kept(key) or self.draw(key, thing)


@cache
def _kind(template: str, name: str) -> Fragments:
    return Fragments(template, name)


def drawn_once(template: str, **shown: Hashable) -> Markup:
    """A partial that is shown one thing and depends on nothing else, drawn once for all that are equal.

    ``shown`` is the thing under its name: a tuple of plain words and numbers, never ``Markup``, which equals
    the same letters that are not.
    """
    ((name, thing),) = shown.items()
    return _kind(template, name).of(thing, thing)


def init_app(app: Flask) -> None:
    """Templates call ``drawn_once``."""
    app.jinja_env.globals["drawn_once"] = drawn_once
