"""What a viewer holds: memberships, roles, mandates, seats, read in one SELECT a request.

Upper floors register their part with ``@holds``; rules ask ``held_ids`` and ``holds_role``, and never query.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar

from flask import g, has_request_context
from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    bindparam,
    cast,
    literal,
    select,
    union_all,
)
from werkzeug.local import LocalProxy

from .columns import Whole, rows_told
from .extensions import db


def bare(viewer: Any) -> Any:
    """The person behind Flask-Login's stand-in, which looks for them again at each word that is asked."""
    return viewer._get_current_object() if type(viewer) is LocalProxy else viewer


class Held(NamedTuple):
    """One belonging: ``kind`` of thing, its ``id`` (0 for the whole platform), the ``role`` in it."""

    kind: str
    id: int
    role: str
    label: str


class Guest:
    """Anyone who has not signed in, for the rules that say what all of them may read."""

    id = None
    is_authenticated = False


GUEST = Guest()


class Question(NamedTuple):
    """What is asked of a viewer: the ids of what they hold of a kind, in one of the roles, under a label."""

    kind: str
    roles: tuple[str, ...] = ()
    label: str | None = None


class Stand:
    """Who stands for viewers not known yet, while a statement is built for them all (``socle/once.py``)."""

    def answer(self, question: Question) -> Any:
        """In the place of the ids: true or false, and usable in a condition; nothing else."""
        raise NotImplementedError


Known = TypeVar("Known")
Holding = Callable[[Any], Select[Any]]
_holdings: dict[str, Holding] = {}


def holds(kind: str) -> Callable[[Holding], Holding]:
    """Register a SELECT of (id, role, label) for an account id (an expression), in force today."""

    def declare(function: Holding) -> Holding:
        _holdings[kind] = function
        return function

    return declare


def held(viewer: Any) -> list[Held]:
    """Everything the viewer holds. One SELECT, remembered for the request; nothing for a guest."""
    if not getattr(viewer, "id", None):
        return []
    return remembered(viewer.id, lambda: _read(viewer.id))


def remembered(key: Any, read: Callable[[], Known]) -> Known:
    """What is read once a request, about whoever holds something, until an act may have changed it."""
    if not has_request_context():
        return read()
    known: dict[Any, Known] | None = g.get("held")
    if known is None:
        known = g.held = {}
    if key not in known:
        known[key] = read()
    return known[key]


def forget() -> None:
    """What a viewer holds may have changed: whoever asks next reads it again."""
    if has_request_context():
        g.pop("held", None)


def _read(compte_id: int) -> list[Held]:
    asked = _everything()
    return _told(db.session.scalar(asked, {"compte_id": compte_id})) if asked is not None else []


def _told(rows: list[Any] | None) -> list[Held]:
    return [Held(*row) for row in rows or ()]


def remember(compte_id: int, rows: list[Any] | None) -> None:
    """What someone holds was read with who they are: nobody asks it again in this request."""
    remembered(compte_id, lambda: _told(rows))


@cache
def _everything() -> Select[Any] | None:
    told = everything_held(bindparam("compte_id", type_=Whole))
    return select(told) if told is not None else None


def everything_held(compte_id: Any) -> ScalarSelect[Any] | None:
    """All that an account holds, in one value (for ``remember``); nothing before a floor has said what it is.

    ``compte_id`` is an expression: a parameter, or a SELECT of one, so that who someone is and what they hold
    are one statement.
    """
    parts = [_part(kind, function(compte_id)) for kind, function in _holdings.items()]
    if not parts:
        return None
    rows = union_all(*parts).subquery()
    return select(rows_told(*rows.c)).scalar_subquery()


def _part(kind: str, rows: Select[Any]) -> Select[Any]:
    columns = list(rows.subquery().c)
    named: tuple[ColumnElement[Any], ...] = (
        literal(kind).label("kind"),
        cast(columns[0], Whole).label("id"),
        cast(columns[1], String).label("role"),
        cast(columns[2], String).label("label"),
    )
    return select(*named)


def held_ids(viewer: Any, kind: str, roles: tuple[str, ...] = (), label: str | None = None) -> Any:
    """Ids of what the viewer holds of a kind, in one of the roles when some are named, under a label if any.

    Rules read what a viewer holds through it alone: a ``Stand`` answers it too, with what a condition takes
    for a list of ids.
    """
    viewer = bare(viewer)
    if isinstance(viewer, Stand):
        return viewer.answer(Question(kind, roles, label))
    return [
        h.id
        for h in held(viewer)
        if h.kind == kind and (not roles or h.role in roles) and (label is None or h.label == label)
    ]


def holds_role(viewer: Any, kind: str, thing_id: int | None, *roles: str) -> bool:
    """Whether the viewer holds this thing, in one of the roles when some are named."""
    return thing_id in held_ids(viewer, kind, roles)
