"""Domain events: written and reacted to inside the transaction, told live after it is committed.

Three moments (ADR 0006): ``@reacts`` runs at once, in the same transaction, and can undo everything;
``@on`` runs after the commit, best effort; carriers read the journal later, at their own pace.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Any, TypeVar

from flask import Flask
from flask.ctx import RequestContext
from flask.globals import app_ctx
from werkzeug.test import EnvironBuilder

from .extensions import db
from .journal import Fait, write_fact
from .session import once_committed
from .signatures import Signature

logger = logging.getLogger(__name__)
_kinds: dict[str, type["Event"]] = {}
Heard = TypeVar("Heard", bound=Callable[..., Any])
_reactions: dict[type["Event"], list[Callable[..., Any]]] = {}
_listeners: dict[type["Event"], list[Callable[..., Any]]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Carries identifiers, never rows: rows go stale.

    ``by`` is the account that acted, ``mandat`` the frozen sentence of the mandate it acted under:
    ``announce`` says both, an action only gives the fields of its own event.
    A class with ``revokes`` names in ``compte_id`` a person whose sockets must be closed, everyone's when
    it is None.
    """

    by: int | None = None
    mandat: str | None = None
    revokes = False

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        _kinds[cls.kind()] = cls

    @classmethod
    def kind(cls) -> str:
        """``echanges.fils.MessagePosted``: stable, and unique in the house."""
        return f"{cls.__module__.removesuffix('.events')}.{cls.__name__}"

    @property
    def signature(self) -> Signature:
        """Who caused it and under which mandate: a consequence is announced in the name of its cause.

        The number of the mandate is not in the journal, its sentence is.
        """
        return Signature(self.by, mandat=self.mandat)


def announce(event: Event, by: Signature | None) -> None:
    """Write the fact in somebody's name, let upper floors react in the transaction, tell others afterwards.

    ``by`` is ``None`` when the house itself acts. Raises ``TypeError`` for an event that already says who
    acted, ``RuntimeError`` inside a savepoint, where a fact could be undone alone.
    """
    if event.signature != Signature(None):
        raise TypeError(f"{event.kind()} says who acted: give its signature to announce()")
    if db.session().in_nested_transaction():
        raise RuntimeError("announce() inside a savepoint: the fact could vanish without its consequences")
    if by:
        event = replace(event, by=by.compte_id, mandat=by.mandat)
    db.session.flush()
    details = {name: value for name, value in asdict(event).items() if name not in ("by", "mandat")}
    write_fact(event.kind(), event.by, event.mandat, details)
    for reaction in _reactions.get(type(event), ()):
        reaction(event)
    db.session.info.setdefault("outbox", []).append(event)


def reacts(event_type: type[Event]) -> Callable[[Heard], Heard]:
    """Register what an upper floor does, in the same transaction, when this happens below."""
    return lambda function: _register(_reactions, event_type, function)


def on(event_type: type[Event]) -> Callable[[Heard], Heard]:
    """Register a live listener: after the commit, best effort, in a reading session of its own."""
    return lambda function: _register(_listeners, event_type, function)


def _register(
    table: dict[type[Event], list[Callable[..., Any]]], event_type: type[Event], function: Heard
) -> Heard:
    table.setdefault(event_type, []).append(function)
    return function


def event_of(fait: Fait) -> Event | None:
    """The event behind a journal line, ``None`` when its kind no longer exists."""
    kind = _kinds.get(fait.kind)
    if kind is None:
        return None
    known = {field.name for field in fields(kind)}
    details = {name: value for name, value in fait.details.items() if name in known}
    return kind(by=fait.compte_id, mandat=fait.mandat, **details)


def revoking_kinds() -> list[str]:
    """Kinds of facts after which a person's sockets must be closed."""
    return [kind for kind, event_type in _kinds.items() if event_type.revokes]


@cache
def _environ(url: str) -> dict[str, Any]:
    return EnvironBuilder(base_url=url).get_environ()


def outside(app: Flask) -> RequestContext:
    """A request of nobody, so that addresses can be built."""
    return app.request_context(dict(_environ(app.config["PUBLIC_URL"])))


@once_committed
def deliver(events: Iterable[Event]) -> None:
    """After the commit: broadcast. A listener that fails is reported; it can no longer undo what happened."""
    app = app_ctx.app
    for event in events:
        for listener in _listeners.get(type(event), ()):
            try:
                with outside(app):
                    listener(event)
            except Exception:
                logger.exception("%s failed on %s", listener.__qualname__, event)
                if app.testing:
                    raise
    app.extensions["wake"]()
