"""The telephone exchange: sockets carry news down and presence up; every lasting change goes through HTTP.

Rights are asked at every event, never remembered; whoever loses a right is hung up, by the live listener at
once and by a sweeper that reads the journal every second (a guarantee, not a best effort).
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, current_app, g, request
from flask_login import current_user
from flask_socketio import join_room
from marshmallow import RAISE, Schema, ValidationError

from .database import read_only
from .errors import Turned
from .events import revoking_kinds
from .extensions import db, socketio
from .journal import facts_after, last_fact
from .porter import Waiting

logger = logging.getLogger(__name__)

PACE, BURST = 10.0, 40.0
SCREENS = 12  # sockets of one person: a browser opens one for each page
Handler = Callable[[dict[str, Any]], dict[str, Any] | None]
_identify: list[Callable[[str], Any]] = []
_sockets: dict[str, dict[str, Any]] = {}


def identifies(function: Callable[[str], Any]) -> Callable[[str], Any]:
    """Register how a token sent in ``auth`` becomes an account (``None`` when it does not)."""
    _identify[:] = [function]
    return function


def listens(name: str, schema: type[Schema]) -> Callable[[Handler], Handler]:
    """A socket handler: signed-in people only, a schema for what they send, refusals as in a page."""

    def decorate(handler: Handler) -> Handler:
        @wraps(handler)
        def answer(payload: Any = None, *_more: Any) -> dict[str, Any]:
            read_only()
            try:
                return {"ok": True, **(handler(_admitted(schema, payload)) or {})}
            except Turned as turned:
                return {"ok": False, "reason": turned.reason}
            finally:
                db.session.rollback()

        socketio.on_event(name, answer)
        return handler

    return decorate


def _admitted(schema: type[Schema], payload: Any) -> dict[str, Any]:
    """What a known person sent, at a bearable pace. Raises ``Turned`` otherwise."""
    socket = _sockets.get(own_socket())
    if socket is None or not _recognised(socket):
        raise Turned("Connectez-vous d'abord.")
    if not _paced(socket):
        raise Turned("Trop de demandes à la fois : attendez quelques secondes.")
    try:
        sent: dict[str, Any] = schema(unknown=RAISE).load(payload if isinstance(payload, dict) else {})
        return sent
    except (ValidationError, OverflowError) as wrong:
        raise Turned("Cette demande n'a pas la forme attendue.") from wrong


def _recognised(socket: dict[str, Any]) -> bool:
    if socket["jeton"]:
        g._login_user = _identify[0](socket["jeton"])
    return bool(current_user and current_user.is_authenticated and current_user.id == socket["compte_id"])


def _paced(socket: dict[str, Any]) -> bool:
    now = time.monotonic()
    socket["credit"] = min(BURST, socket["credit"] + (now - socket["seen"]) * PACE)
    socket["seen"] = now
    if socket["credit"] < 1:
        return False
    socket["credit"] -= 1
    return True


def own_socket() -> str:
    """The id of the socket that speaks; Flask-SocketIO keeps it on the request."""
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid


def own_room(compte_id: int) -> str:
    """The room in which a person is alone with all their screens."""
    return f"compte:{compte_id}"


def welcome(auth: Any = None) -> bool | None:
    """Open a socket for a person whose cookie comes from our own pages, or who shows a token."""
    read_only()
    jeton = auth.get("jeton") if isinstance(auth, dict) else None
    if jeton:
        g._login_user = _identify[0](str(jeton))
    elif request.headers.get("Origin") not in allowed_origins(current_app):
        return False
    known = current_user and current_user.is_authenticated
    compte_id = current_user.id if known else None
    db.session.rollback()
    mine = sum(1 for one in list(_sockets.values()) if one["compte_id"] == compte_id)
    if compte_id is None or mine >= SCREENS or len(_sockets) >= current_app.config["SOCKETS_MOST"]:
        return False
    _sockets[own_socket()] = {
        "compte_id": compte_id,
        "jeton": str(jeton) if jeton else None,
        "credit": BURST,
        "seen": time.monotonic(),
    }
    join_room(own_room(compte_id))
    return None


def farewell(*_reason: Any) -> None:
    """Forget a socket that is gone."""
    _sockets.pop(own_socket(), None)


def known_transports() -> set[str]:
    """Transport ids of the sockets of known people, in this process."""
    manager = socketio.server.manager
    return {manager.eio_sid_from_sid(sid, "/") for sid in list(_sockets)}


def hang_up(compte_id: int | None) -> None:
    """Close the sockets of a person, or everyone's, in this process; browsers come back and are asked who."""
    for sid in [sid for sid, one in list(_sockets.items()) if compte_id in (None, one["compte_id"])]:
        socketio.server.disconnect(sid)
        _sockets.pop(sid, None)


def allowed_origins(app: Flask) -> list[str]:
    """The only pages that may open a socket with a cookie."""
    origins: list[str] = app.config["ORIGINS"]
    return origins


class Sweeper(threading.Thread):
    """Reads revocation facts every second and hangs up; says when it last managed to."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="sweeper", daemon=True)
        self.app, self.seen_at = app, time.monotonic()
        self.cursor: tuple[int, int] | None = None
        self.waiting = Waiting()

    def run(self) -> None:
        """Sweep until the process ends; a failure is logged and tried again."""
        while True:
            try:
                self.sweep()
                self.waiting.drop(known_transports())
                self.seen_at = time.monotonic()
            except Exception:
                logger.exception("the sweeper could not read the journal")
            time.sleep(1)

    def sweep(self) -> None:
        """Hang up whoever lost a right since the last time."""
        with self.app.app_context():
            read_only()
            if self.cursor is None:
                self.cursor = last_fact()
                return
            for fait in db.session.scalars(facts_after(*self.cursor, limit=1000)):
                self.cursor = (fait.xact, fait.id)
                if fait.kind in revoking_kinds():
                    hang_up(fait.details["compte_id"])

    @property
    def late(self) -> float:
        """Seconds since the last successful sweep."""
        return time.monotonic() - self.seen_at


def start_sweeper(app: Flask) -> Sweeper:
    """One sweeper a process, started by whoever serves."""
    sweeper = Sweeper(app)
    app.extensions["sweeper"] = sweeper
    sweeper.start()
    return sweeper


def init_app(app: Flask) -> None:
    """Declare the two handlers of every socket; the server itself is bound last, by the factory."""
    socketio.on_event("connect", welcome)
    socketio.on_event("disconnect", farewell)
