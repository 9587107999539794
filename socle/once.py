"""Statements built once for each kind of viewer. ADR 0023.

A kind is what the rules ask of a viewer while a statement is built, and what they are answered: « animates
somewhere: yes; of the chambre: no ». All who give the same answers read the same statement; their number and
the ids that they hold are values, given when it runs.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from datetime import date
from functools import wraps
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam
from sqlalchemy.sql import visitors

from .columns import Whole
from .viewers import GUEST, Question, Stand, bare, held_ids

Parameters = dict[str, Any]
NUMBER = "viewer_id"


class Value:
    """A value that is known when the statement runs. While it is built, one knows only whether there is any.

    SQLAlchemy takes it for a parameter; nothing else can be done with it, so that nobody's own ids stay in
    what others are asked with.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, name: str, held: bool, several: bool) -> None:
        self._held = held
        self._parameter = bindparam(name, type_=Whole, expanding=several)

    def __bool__(self) -> bool:
        return self._held

    def __eq__(self, other: object) -> bool:
        raise TypeError("a statement for many viewers is built without knowing them")

    def __clause_element__(self) -> Any:
        return self._parameter


class Kind(Stand):
    """Stands for all viewers of a kind while a statement is built: it remembers what it is asked."""

    def __init__(self, first: Any) -> None:
        self.id = Value(NUMBER, held=True, several=False)
        self._first = first
        self._met: dict[Question, Value] = {}

    def answer(self, question: Question) -> Value:
        """What the first of them would answer, without the ids."""
        if question not in self._met:
            some = bool(held_ids(self._first, *question))
            self._met[question] = Value(_named(len(self._met)), some, several=True)
        return self._met[question]

    def forget(self) -> None:
        """The kind is known by its answers, and no longer by who came first."""
        self._first = None

    def values(self, viewer: Any) -> Parameters | None:
        """What the statement is run with for this viewer; ``None`` when they are of another kind."""
        values: Parameters = {NUMBER: viewer.id}
        for number, (question, answer) in enumerate(self._met.items()):
            held = held_ids(viewer, *question)
            if bool(held) != bool(answer):
                return None
            values[_named(number)] = held
        return values


def _named(number: int) -> str:
    return f"held_{number}"


Statement = Select[Any]
Builder = Callable[..., Statement]


def _without_date(statement: Statement) -> Statement:
    """Raises ``TypeError`` for a statement that would grow old: it says ``this_day`` and ``this_instant``."""
    for part in visitors.iterate(statement):
        if isinstance(part, BindParameter) and isinstance(part.value, date):
            raise TypeError(f"a statement built once holds a date: {statement}")
    return statement


def built_once(build: Builder) -> Callable[..., tuple[Statement, Parameters]]:
    """Build ``build(viewer, *shape)`` once for each kind of viewer and each shape: what else gives it form.

    What is returned takes the same, and gives the statement and the viewer's values to run it with. The
    builder asks rules, ``visible`` and ``held_ids``; it reads nothing and names its other values with
    ``bindparam``.
    """
    known: dict[tuple[Hashable, ...], list[tuple[Kind, Statement]]] = defaultdict(list)
    of_guests: dict[tuple[Hashable, ...], Statement] = {}

    @wraps(build)
    def asked(viewer: Any, *shape: Hashable) -> tuple[Statement, Parameters]:
        viewer = bare(viewer)
        if not getattr(viewer, "id", None):
            if shape not in of_guests:
                of_guests[shape] = _without_date(build(GUEST, *shape))
            return of_guests[shape], {}
        for kind, statement in known[shape]:
            values = kind.values(viewer)
            if values is not None:
                return statement, values
        kind = Kind(viewer)
        statement = _without_date(build(kind, *shape))
        kind.forget()
        known[shape].append((kind, statement))
        return statement, kind.values(viewer) or {}

    return asked
