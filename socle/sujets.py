"""Sujets: how any floor can name, link and search a thing that it does not know."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, ClassVar, NamedTuple
from urllib.parse import quote

from sqlalchemy import String, bindparam, cast, literal, select, union_all

from .database import read_columns
from .events import Event
from .extensions import db
from .numbers import whole
from .once import Statement, built_once
from .permissions import MOST, known_by, visible
from .series import Forme
from .states import said

HOLE = re.compile(r"<(?:\w+:)?(\w+)>")


class Ref(NamedTuple):
    """A thing, from afar: ``fil:12``. Safe to store, to send and to put in a URL."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def read(cls, text: str) -> "Ref | None":
        """The reference written as ``kind:id``, ``None`` when it is none."""
        kind, _, number = text.partition(":")
        known = whole(number)
        return cls(kind, known) if kind.isidentifier() and known is not None else None


@dataclass(frozen=True)
class Notice:
    """One sentence about one sujet, for some comptes; ``mail`` asks for a letter besides the bell."""

    to: Iterable[int]
    sentence: str
    about: Ref
    why: str = ""
    anchor: str = ""
    mail: bool = False


class Sujet:
    """Subclassed once per noun, in the ``sujet.py`` of its domain.

    ``path`` is the address of its page, ``/actions/<int:id>``: each hole bears the name of an attribute,
    ``__`` goes through a relation (``<communaute__slug>``). The view of the page, the gestes, and the
    same addresses for programs all come from it. ``forme`` is the form of its references, when it has some.
    """

    kind: ClassVar[str]
    noun: ClassVar[type[Any]]
    label: ClassVar[str] = ""
    path: ClassVar[str] = ""
    forme: ClassVar[Forme | None] = None

    def __init_subclass__(cls) -> None:
        if cls.kind in _sujets or cls.noun in _by_noun:
            raise TypeError(f"two sujets speak of {cls.kind}")
        _sujets[cls.kind] = _by_noun[cls.noun] = cls()

    def ref(self, thing: Any) -> Ref:
        """The reference of a thing of this kind."""
        return Ref(self.kind, thing.id)

    def title(self, thing: Any) -> str:
        """What people call it."""
        titre: str = thing.titre
        return titre

    def name(self, thing: Any) -> str:
        """Its short name: the reference when it has one, its title otherwise."""
        return getattr(thing, "reference", None) or self.title(thing)

    def state(self, thing: Any) -> str:
        """Where it stands, in words; nothing when it has no state."""
        etat = getattr(thing, "etat", None)
        return said(etat) if etat is not None else ""

    def place(self, thing: Any, viewer: Any) -> str | None:
        """Where an act of the viewer leaves it, to know if it still stands there; ``None``: nothing tells."""
        known = [str(getattr(thing, name)) for name in ("etat", "version") if hasattr(thing, name)]
        return ":".join(known) or None

    def url(self, thing: Any) -> str:
        """Where it is read: its page, unless it is read among others."""
        return self.page(thing)

    def page(self, thing: Any) -> str:
        """The address of its page, under which it is acted upon.

        Raises ``TypeError`` for a noun without one.
        """
        if not self.path:
            raise TypeError(f"{self.kind} has no page")
        return "".join(
            _written(reduce(getattr, piece.split("__"), thing)) if number % 2 else piece
            for number, piece in enumerate(self._pieces)
        )

    @cached_property
    def _pieces(self) -> list[str]:
        """The address, cut once: what stays and, in between, the names of its holes."""
        return HOLE.split(self.path)

    def text(self, thing: Any) -> str:
        """What the search engine reads. Nothing, unless the domain says so."""
        return ""


def _written(value: Any) -> str:
    """What fills a hole, as an address writes it."""
    return str(value) if isinstance(value, int) else quote(str(value), safe="")


_sujets: dict[str, Sujet] = {}
_by_noun: dict[type, Sujet] = {}
News = Callable[[Any], Notice | list[Notice] | None]
_news: dict[type[Event], list[News]] = {}


def sujets() -> dict[str, Sujet]:
    """Every declared sujet, by kind."""
    return dict(_sujets)


def sujet_of(thing: Any) -> Sujet:
    """The sujet that speaks for a thing. Raises ``KeyError`` when its noun has none."""
    return sujet_for(type(thing))


def sujet_for(noun: type) -> Sujet:
    """The sujet of a noun. Raises ``KeyError`` when it has none."""
    return _by_noun[noun]


def page_of(noun: type) -> str:
    """The address of the page of a noun, with its holes.

    Raises ``TypeError`` for a noun that declares none.
    """
    path = sujet_for(noun).path
    if not path:
        raise TypeError(f"the sujet of {noun.__name__} says no path")
    return path


def url_of(thing: Any) -> str:
    """The address of the page of a thing."""
    return sujet_of(thing).url(thing)


def joined(page: str, at: str) -> str:
    """An address under a page, or an anchor on it; nothing is the page itself."""
    return f"{page}/{at}" if at and not at.startswith("#") else page + at


def under(thing: Any, at: str) -> str:
    """The same, under the page of a thing."""
    return joined(sujet_of(thing).page(thing), at)


def find(ref: Ref, viewer: Any) -> tuple[Sujet, Any] | None:
    """The thing behind a reference, if the viewer may read it."""
    sujet = _numbered(ref.kind)
    if sujet is None or ref.id > MOST:
        return None
    statement, values = known_by(viewer, sujet.noun, "id")
    thing = db.session.scalar(statement, values | {"is_id": ref.id})
    return (sujet, thing) if thing is not None else None


def behind(text: str, viewer: Any) -> Any:
    """The thing that ``kind:id`` names, if the viewer may read it; nothing for what is no reference."""
    ref = Ref.read(text)
    found = find(ref, viewer) if ref else None
    return found[1] if found else None


def _numbered(kind: str) -> Sujet | None:
    """The sujet of a kind whose things have one number; a belonging has two, and is in no reference."""
    sujet = _sujets.get(kind)
    return sujet if sujet and hasattr(sujet.noun, "id") else None


def find_all(refs: Iterable[Ref], viewer: Any) -> dict[Ref, tuple[Sujet, Any]]:
    """The things behind references that the viewer may read: one SELECT for each kind, not for each thing."""
    wanted: dict[str, set[int]] = {}
    for ref in refs:
        if _numbered(ref.kind):
            wanted.setdefault(ref.kind, set()).add(ref.id)
    found: dict[Ref, tuple[Sujet, Any]] = {}
    for kind, ids in wanted.items():
        sujet = _sujets[kind]
        statement, values = _numbered_so(viewer, sujet.noun)
        for thing in db.session.scalars(statement, values | {"ids": list(ids)}):
            found[Ref(kind, thing.id)] = (sujet, thing)
    return found


@built_once
def _numbered_so(viewer: Any, noun: Any) -> Statement:
    return visible(noun, viewer).where(noun.id.in_(bindparam("ids", expanding=True)))


def readable_among(refs: Iterable[Ref], viewer: Any) -> set[Ref]:
    """Which of these references the viewer may follow: one SELECT for all kinds."""
    wanted: dict[str, list[int]] = {}
    for ref in refs:
        if _numbered(ref.kind):
            wanted.setdefault(ref.kind, []).append(ref.id)
    if not wanted:
        return set()
    statement, values = _readable(viewer, *sorted(wanted))
    ids = {f"ids_{kind}": numbers for kind, numbers in wanted.items()}
    rows: Any = read_columns(statement, values | ids)
    return {Ref(kind, number) for kind, number in rows}


@built_once
def _readable(viewer: Any, *kinds: str) -> Statement:
    parts = []
    for kind in kinds:
        noun: Any = _sujets[kind].noun
        found = visible(noun, viewer).where(noun.id.in_(bindparam(f"ids_{kind}", expanding=True)))
        parts.append(found.with_only_columns(cast(literal(kind), String).label("kind"), noun.id.label("id")))
    rows = union_all(*parts).subquery()
    return select(rows.c.kind, rows.c.id)


def tells(event_type: type[Event]) -> Callable[[News], News]:
    """Declare the news of an event: a function from the event to a Notice, several, or None."""

    def declare(function: News) -> News:
        _news.setdefault(event_type, []).append(function)
        return function

    return declare


def notices(event: Event) -> list[Notice]:
    """The news of an event, in the order they were declared."""
    told: list[Notice] = []
    for function in _news.get(type(event), ()):
        said = function(event)
        told.extend(said if isinstance(said, list) else [said] if said else [])
    return told
