"""What a viewer holds: memberships, roles, mandates, seats, read in one SELECT a request.

Upper floors register their part with ``@holds``; rules ask ``held_ids`` and ``holds_role``, and never query.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar

from flask import g, has_request_context
from sqlalchemy import CompoundSelect, Select, String, bindparam, cast, literal, select, union_all

from .columns import Whole
from .extensions import db


class Held(NamedTuple):
    """One belonging: ``kind`` of thing, its ``id`` (0 for the whole platform), the ``role`` in it."""

    kind: str
    id: int
    role: str
    label: str


Known = TypeVar("Known")
Holding = Callable[[Any], Select[Any]]
_holdings: dict[str, Holding] = {}


def holds(kind: str) -> Callable[[Holding], Holding]:
    """Register a SELECT of (id, role, label) for an account id (a bound parameter), in force today."""

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
    known: dict[Any, Known] = g.setdefault("held", {})
    if key not in known:
        known[key] = read()
    return known[key]


def forget() -> None:
    """What a viewer holds may have changed: whoever asks next reads it again."""
    if has_request_context():
        g.pop("held", None)


def _read(compte_id: int) -> list[Held]:
    if not _holdings:
        return []
    return [Held(*row) for row in db.session.execute(_everything(len(_holdings)), {"compte_id": compte_id})]


@cache
def _everything(_parts: int) -> CompoundSelect[Any]:
    """The one statement, built once: only its account changes, and the day, read when it runs."""
    parts = []
    for kind, function in _holdings.items():
        part = function(bindparam("compte_id", type_=Whole)).subquery()
        columns = list(part.c)
        parts.append(
            select(
                literal(kind).label("kind"),
                cast(columns[0], Whole).label("id"),
                cast(columns[1], String).label("role"),
                cast(columns[2], String).label("label"),
            )
        )
    return union_all(*parts)


def held_ids(viewer: Any, kind: str, *roles: str) -> list[int]:
    """Ids of what the viewer holds of a kind, in one of the roles when some are named."""
    return [h.id for h in held(viewer) if h.kind == kind and (not roles or h.role in roles)]


def holds_role(viewer: Any, kind: str, thing_id: int | None, *roles: str) -> bool:
    """Whether the viewer holds this thing, in one of the roles when some are named."""
    return thing_id in held_ids(viewer, kind, *roles)
