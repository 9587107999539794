"""Rubriques: what each domain puts in the menu of the house. The door draws them and knows no domain.

In its ``sujet.py`` a domain opens a line with ``open_rubrique(Rubrique(…))``, and lists what is the viewer's
own with ``@shelf(…)``. What waits behind all of them is read with who looks, so that the menu costs a page
nothing more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
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

from .columns import Whole, rows_told
from .database import read_columns
from .letters import unaccented
from .viewers import remembered

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


def what_waits(viewer: Any) -> tuple[dict[Rubrique, int], dict[Shelf, list[Line]]]:
    """How many things wait behind the rubriques, and the viewer's own shelves: read with who they are where a
    page is asked for, in one statement elsewhere; nothing is asked for a guest.
    """
    counted, shelves = declared()
    if not signed_in(viewer) or not (counted or shelves):
        return {}, {}
    rows = remembered(_key(viewer.id), lambda: _read(viewer.id))
    told: list[list[Line]] = [[] for _ in (*counted, *shelves)]
    for number, *line in rows:
        told[number].append(Line(*line))
    counts = {one: told[number][0].waiting for number, one in enumerate(counted)}
    lists = {one: sorted(told[number], key=_by_name) for number, one in enumerate(shelves, len(counted))}
    return counts, lists


def declared() -> tuple[tuple[Rubrique, ...], tuple[Shelf, ...]]:
    """What the menu counts and lists: a statement built with it is built again when a domain arrives."""
    return _counted(), _in_order()


def everything_waiting(compte_id: Any) -> ScalarSelect[Any] | None:
    """All that the menu tells an account, in one value, for ``remember_waiting``; nothing where no domain has
    declared anything. ``compte_id`` is an expression, as for ``viewers.everything_held``.
    """
    parts = _parts(*declared(), SimpleNamespace(id=compte_id))
    return select(rows_told(*union_all(*parts).subquery().c)).scalar_subquery() if parts else None


def remember_waiting(compte_id: int, rows: list[Any] | None) -> None:
    """The menu of someone was read with who they are."""
    remembered(_key(compte_id), lambda: rows or [])


def _key(compte_id: int) -> tuple[str, int]:
    return "waiting", compte_id


def _read(compte_id: int) -> Sequence[Any]:
    return read_columns(_waiting(*declared()), {"whose": compte_id}).all()


def _counted() -> tuple[Rubrique, ...]:
    return tuple(one for one in _rubriques.values() if one.count)


def _in_order() -> tuple[Shelf, ...]:
    return tuple(sorted((known for known, _ in _shelves.values()), key=lambda known: known.rang))


WHOEVER = SimpleNamespace(id=bindparam("whose", type_=Whole))  # only the number matters, given when it runs


@cache
def _waiting(counted: tuple[Rubrique, ...], shelves: tuple[Shelf, ...]) -> CompoundSelect[Any]:
    """The one statement, built once: only who looks changes."""
    return union_all(*_parts(counted, shelves, WHOEVER))


def _parts(counted: tuple[Rubrique, ...], shelves: tuple[Shelf, ...], whose: Any) -> list[Select[Any]]:
    counts = [one.count(whose) for one in counted if one.count]
    parts = [_part(number, literal(""), literal(""), count) for number, count in enumerate(counts)]
    listed = [_shelves[one.name][1](whose) for one in shelves]
    return parts + [_part(number, *rows.subquery().c) for number, rows in enumerate(listed, len(counts))]


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
