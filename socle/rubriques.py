"""Rubriques: what each domain puts in the menu of the house. The door draws them and knows no domain.

In its ``sujet.py`` a domain opens a line with ``open_rubrique(Rubrique(…))``, and lists what is the viewer's
own with ``@shelf(…)``. What waits behind all of them is read in one statement, the only one that the menu may
cost a page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    ScalarSelect,
    Select,
    String,
    bindparam,
    cast,
    literal,
    select,
    union_all,
)

from .columns import Whole
from .database import read_columns
from .letters import unaccented

LIEUX, CHAMBRE, CLOCHE, PIED = "lieux", "chambre", "cloche", "pied"
ZONES = (LIEUX, CHAMBRE, CLOCHE, PIED)


def everyone(viewer: Any) -> bool:
    """A rubrique that all may see."""
    return True


def signed_in(viewer: Any) -> bool:
    """A rubrique of those who have signed in."""
    return bool(viewer.is_authenticated)


@dataclass(frozen=True, eq=False)
class Rubrique:
    """A line of the menu: in which zone, in which order there, its words, its page.

    ``icon`` is its sign, ``lights`` the blueprints whose pages light it up besides its own, ``shown`` who
    sees it (held roles only: it may not query), ``count`` how many things wait behind it, as a scalar
    SELECT for a signed-in viewer whose ``id`` alone is known, as a parameter: it is built once.
    """

    zone: str
    rang: int
    label: str
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    icon: str = ""
    lights: tuple[str, ...] = ()
    shown: Callable[[Any], bool] = everyone
    count: Callable[[Any], ScalarSelect[Any]] | None = None


@dataclass(frozen=True, eq=False)
class Shelf:
    """A list of what is the viewer's own: title, name in addresses, page of a line, key it takes.

    ``words`` says one thing that waits and several, ``news`` titles it among what is new, ``empty`` is
    what is told, and where one goes, when there is nothing yet: title, sentence, endpoint, words of the
    link.
    """

    rang: int
    name: str
    title: str
    news: str
    endpoint: str
    key: str
    words: tuple[str, str]
    empty: tuple[str, str, str, str]


class Line(NamedTuple):
    """A line of a shelf: its words, what its address takes, how many things wait."""

    label: str
    value: Any
    waiting: int


_rubriques: dict[tuple[str, str], Rubrique] = {}
Listing = Callable[[Any], Select[Any]]
_shelves: dict[str, tuple[Shelf, Listing]] = {}


def open_rubrique(rubrique: Rubrique) -> None:
    """Put a line in the menu.

    Raises ``TypeError`` for a zone that nobody draws, or for the same words twice in one.
    """
    if rubrique.zone not in ZONES:
        raise TypeError(f"the menu has no zone named {rubrique.zone}")
    if (rubrique.zone, rubrique.label) in _rubriques:
        raise TypeError(f"two rubriques of « {rubrique.zone} » are named {rubrique.label}")
    _rubriques[rubrique.zone, rubrique.label] = rubrique


def shelf(described: Shelf) -> Callable[[Listing], Listing]:
    """Register ``function(viewer) -> Select`` of (words, key of the address, how many wait).

    It is built once: of its viewer the ``id`` alone is known, as a parameter. Raises ``TypeError`` twice.
    """

    def declare(function: Listing) -> Listing:
        if described.name in _shelves:
            raise TypeError(f"two shelves are named {described.name}")
        _shelves[described.name] = (described, function)
        return function

    return declare


def rubriques_of(zone: str, viewer: Any) -> list[Rubrique]:
    """The lines of a zone that the viewer sees, in order."""
    here = sorted((one for one in _rubriques.values() if one.zone == zone), key=lambda one: one.rang)
    return [one for one in here if one.shown(viewer)]


def what_waits(
    viewer: Any, rubriques: Iterable[Rubrique]
) -> tuple[dict[Rubrique, int], dict[Shelf, list[Line]]]:
    """How many things wait behind these rubriques, and the viewer's own shelves, by name: one statement.

    Nothing is asked for a guest.
    """
    if not signed_in(viewer):
        return {}, {}
    counted = tuple(one for one in rubriques if one.count)
    shelves = tuple(sorted((known for known, _ in _shelves.values()), key=lambda known: known.rang))
    told: list[list[Line]] = [[] for _ in (*counted, *shelves)]
    rows: Iterable[Any] = read_columns(_waiting(counted, shelves), {"whose": viewer.id}) if told else ()
    for number, *line in rows:
        told[number].append(Line(*line))
    counts = {one: told[number][0].waiting for number, one in enumerate(counted)}
    lists = {one: sorted(told[number], key=_by_name) for number, one in enumerate(shelves, len(counted))}
    return counts, lists


class Whoever:
    """A signed-in viewer of whom only the number matters, given when the statement runs."""

    id = bindparam("whose", type_=Whole)


@cache
def _waiting(counted: tuple[Rubrique, ...], shelves: tuple[Shelf, ...]) -> CompoundSelect[Any]:
    """The one statement, built once: only who looks changes."""
    counts = [one.count(Whoever) for one in counted if one.count]
    parts = [_part(number, literal(""), literal(""), count) for number, count in enumerate(counts)]
    listed = [_shelves[one.name][1](Whoever) for one in shelves]
    parts += [_part(number, *rows.subquery().c) for number, rows in enumerate(listed, len(counts))]
    return union_all(*parts)


def _by_name(line: Line) -> str:
    return unaccented(line.label)


def _part(number: int, words: Any, key: Any, waiting: Any) -> Select[Any]:
    told: tuple[ColumnElement[Any], ...] = (
        cast(literal(number), Whole),
        cast(words, String),
        cast(key, String),
        cast(waiting, Whole),
    )
    return select(*(column.label(name) for name, column in zip("nwkc", told, strict=True)))
