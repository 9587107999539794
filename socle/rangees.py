"""What the kit draws once for the same words, whoever is shown them: rows, lists of things, people,
heads of pages.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from flask import Flask
from markupsafe import Markup

from .fragments import Fragments

RANGEES = Fragments("_kit/rangee.html", "row")
ANNONCES = Fragments("_kit/annonces.html", "annonces")
ENTETES = Fragments("_kit/entete.html", "head")
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


class Entete(NamedTuple):
    """The words of the head of a page, above what one may do there."""

    title: Any
    kicker: Any
    kicker_url: str | None
    facts: tuple[Any, ...]
    lead: Any


def drawn_head(title: Any, kicker: Any, kicker_url: str | None, facts: Iterable[Any], lead: Any) -> Markup:
    """What the head of a page says, by the words of ``Entete``, without its gesture nor its stations."""
    head = Entete(title, kicker, kicker_url, tuple(fact or "" for fact in facts), lead)
    return ENTETES.of((head, _written((title, kicker, lead, *head.facts))), head)


class Annonce(NamedTuple):
    """A thing in a list: its title, its page, its facts; where it stands, if it has states; a text."""

    titre: str
    url: str
    faits: tuple[str, ...] = ()
    etat: StrEnum | None = None
    texte: str = ""


def announced(those: Iterable[Annonce]) -> Markup:
    """A list of things, drawn once for the same words; they are those of a database, or of the house."""
    annonces = tuple(those)
    return ANNONCES.of(annonces, annonces)


def _written(words: Iterable[Any]) -> tuple[bool, ...]:
    return tuple(hasattr(one, "__html__") for one in words)


def init_app(app: Flask) -> None:
    """The kit draws rows (``_kit/rows.html``), people (``person.html``), heads (``head.html``)."""
    drawn = (drawn_row, drawn_person, drawn_head, announced)
    app.jinja_env.globals.update({function.__name__: function for function in drawn})
