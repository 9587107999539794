"""Rows of the lists: what one says is drawn once for the same words, whoever is shown them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import Flask
from markupsafe import Markup

from .fragments import Fragments

RANGEES = Fragments("_kit/rangee.html", "row")


class Rangee(NamedTuple):
    """The words of a row: they are all that it depends on."""

    title: Any
    url: str | None
    facts: tuple[Any, ...]
    text: Any
    unread: bool

    @property
    def written(self) -> tuple[bool, ...]:
        """Which of them a macro wrote: they are not those that a person wrote with the same letters."""
        return tuple(hasattr(words, "__html__") for words in (self.title, self.text, *self.facts))


def drawn_row(title: Any, url: str | None, facts: Iterable[Any], text: Any, unread: bool) -> Markup:
    """What a row says, without its state: there may be what one may do, and the token of a form."""
    row = Rangee(title, url, tuple(fact or "" for fact in facts), text, unread)
    return RANGEES.of((row, row.written), row)


def init_app(app: Flask) -> None:
    """The kit draws rows: ``_kit/rows.html``."""
    app.jinja_env.globals["drawn_row"] = drawn_row
