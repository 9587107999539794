"""Who may do what. Each rule is written once and asked from everywhere.

``read`` is a SELECT (a scope): what is not in it does not exist for the viewer.
Every other verb is a function of a viewer and a thing that the viewer can read. ADR 0003.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

from flask import Flask, has_request_context
from flask_login import current_user
from sqlalchemy import BindParameter, Select, bindparam, inspect, select

from .errors import NotVisible, Refused, WrongState
from .extensions import db
from .once import Statement, built_once
from .viewers import GUEST as GUEST
from .viewers import bare

MOST = 2**63 - 1

Scope = Callable[[Any], Select[Any]]
Rule = Callable[[Any, Any], "bool | No"]
Key = TypeVar("Key")
Asked = TypeVar("Asked", Scope, Rule)
_scopes: dict[type, Scope] = {}
_rules: dict[tuple[str, type], Rule] = {}


class No:
    """A refusal which says why, in words the person can be shown."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return f"No({self.reason!r})"


class NotNow(No):
    """A refusal that comes from where the thing stands, not from who asks: a 409."""


def scope(noun: type) -> Callable[[Scope], Scope]:
    """Declare which rows of ``noun`` a viewer can read."""
    return lambda function: _declare(_scopes, noun, function)


def rule(verb: str, noun: type) -> Callable[[Rule], Rule]:
    """Declare who may ``verb`` a ``noun``. No rule means nobody."""
    return lambda function: _declare(_rules, (verb, noun), function)


def _declare(table: dict[Key, Asked], key: Key, function: Asked) -> Asked:
    if key in table:
        raise TypeError(f"{key} already has a rule: {table[key].__qualname__}")
    table[key] = function
    return function


def rules() -> dict[tuple[str, type], Rule]:
    """Every declared rule, by verb and noun."""
    return dict(_rules)


def scopes() -> dict[type, Scope]:
    """Every declared scope, by noun."""
    return dict(_scopes)


def visible(noun: type, viewer: Any) -> Select[Any]:
    """The SELECT of what ``viewer`` can read, ready for more filters.

    What guests read does not depend on which guest it is: their SELECT is made once.
    """
    return _scopes[noun](viewer) if getattr(viewer, "id", None) else _to_guests(noun)


@cache
def _to_guests(noun: type) -> Select[Any]:
    return _scopes[noun](GUEST)


def can(viewer: Any, verb: str, thing: Any) -> bool | No:
    """The question. Views, templates, sockets and the API all ask it here."""
    noun = type(thing)
    if verb == "read":
        statement, values = _whether_read(viewer, noun)
        return bool(db.session.scalar(statement, values | {"is_id": thing.id}))
    rule = _rules.get((verb, noun))
    return rule(viewer, thing) if rule else No("Cette action n'est ouverte à personne.")


def require(verb: str, thing: Any, viewer: Any = None) -> None:
    """Stop here, with the reason, unless the viewer may.

    Raises ``Refused`` (403) with the sentence of the rule, ``WrongState`` (409) when the rule says
    ``NotNow``.
    """
    answer = can(viewer or current_user, verb, thing)
    if isinstance(answer, NotNow):
        raise WrongState(answer.reason)
    if not answer:
        raise Refused(getattr(answer, "reason", None))


def fetch(noun: type, *options: Any, viewer: Any = None, **criteria: Any) -> Any:
    """One row the viewer can read, with its loads, or the same 404 as if it did not exist.

    A criterion is an attribute, or one beyond a relation: ``communaute__slug="bonnes-pratiques"``. Raises
    ``NotVisible`` (404), also for numbers that no database holds.
    """
    if any(isinstance(value, int) and not -MOST <= value <= MOST for value in criteria.values()):
        raise NotVisible
    plain = [name for name in criteria if _is_mapped(noun, name)]
    statement, values = known_by(viewer or current_user, noun, *plain)
    asked = values | {_value_of(name): criteria[name] for name in plain}
    meant = [getattr(noun, name) == value for name, value in criteria.items() if name not in plain]
    if meant or options:
        statement = statement.where(*meant).options(*options)
    found = db.session.scalar(statement, asked)
    if found is None:
        raise NotVisible
    return found


@cache
def _is_mapped(noun: type, name: str) -> bool:
    """Whether it is compared by the database; the address of a territoire is read before it is."""
    return name.partition("__")[0] in inspect(noun).attrs


def _value_of(name: str) -> str:
    return f"is_{name}"


def _is(noun: type, name: str) -> Any:
    relation, _, attribute = name.partition("__")
    known: Any = getattr(noun, relation)
    value: BindParameter[Any] = bindparam(_value_of(name))
    return known.has(**{attribute: value}) if attribute else known == value


@built_once
def known_by(viewer: Any, noun: type, *names: str) -> Statement:
    """What the viewer may read by these attributes; their values are named ``is_id``, ``is_slug``…"""
    return visible(noun, viewer).where(*[_is(noun, name) for name in names])


@built_once
def _whether_read(viewer: Any, noun: type) -> Statement:
    return select(visible(noun, viewer).where(_is(noun, "id")).exists())


def droits(viewer: Any, thing: Any, *verbs: str) -> dict[str, bool]:
    """What the viewer may do with a thing, for the API's ``droits``."""
    return {verb: bool(can(viewer, verb, thing)) for verb in verbs}


def init_app(app: Flask) -> None:
    """Give templates the question, already asked in the name of who is looking."""

    @app.context_processor
    def asked() -> dict[str, Any]:
        viewer = bare(current_user) if has_request_context() else None
        return {"can": partial(can, viewer), "current_user": viewer}
