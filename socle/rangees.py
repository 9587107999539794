"""What the kit draws once for the same words, whoever is shown them: rows of lists, people."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import Flask
from markupsafe import Markup

from .fragments import Fragments

RANGEES = Fragments("_kit/rangee.html", "row")
PERSONNES = Fragments("_kit/personne.html", "personne")


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
        return _written((self.title, self.text, *self.facts))


def drawn_row(title: Any, url: str | None, facts: Iterable[Any], text: Any, unread: bool) -> Markup:
    """What a row says, without its state: there may be what one may do, and the token of a form."""
    row = Rangee(title, url, tuple(fact or "" for fact in facts), text, unread)
    return RANGEES.of((row, row.written), row)


class Personne(NamedTuple):
    """The words that show a person: name, number (of a hue), what they are beside, page, size of the sign."""

    nom: str
    number: int
    detail: str
    url: str | None
    size: str | None


def drawn_person(*words: Any) -> Markup:
    """A person, by the words of ``Personne``."""
    personne = Personne(*words)
    return PERSONNES.of((personne, _written(personne)), personne)


def _written(words: Iterable[Any]) -> tuple[bool, ...]:
    return tuple(hasattr(one, "__html__") for one in words)


def init_app(app: Flask) -> None:
    """The kit draws rows (``_kit/rows.html``) and people (``_kit/person.html``)."""
    app.jinja_env.globals.update(drawn_row=drawn_row, drawn_person=drawn_person)
