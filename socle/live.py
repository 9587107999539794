"""The telephone exchange: sockets carry news down and presence up; every lasting change goes through HTTP.

Rights are asked at every event; one event alone keeps an answer some seconds, that of who is typing. Whoever
loses a right is hung up, by the live listener at once and by a sweeper that reads the journal every second (a
guarantee, not a best effort).
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, current_app, g, request
from flask_login import current_user
from flask_socketio import ConnectionRefusedError, join_room
from marshmallow import RAISE, Schema, ValidationError

from . import cadence
from .database import read_only
from .errors import Turned
from .events import event_of, revoking_kinds
from .extensions import db, socketio
from .journal import facts_after, last_fact
from .porter import Waiting
from .standard import (
    SESSION,
    Screen,
    admit,
    forget,
    hang_up,
    hang_up_screen,
    known_transports,
    revoke,
    screen_of,
)

__all__ = ["hang_up", "identifies", "listens", "own_room", "own_socket", "start_sweeper"]
logger = logging.getLogger(__name__)

PACE, BURST = 10.0, 40.0
GRANTED = 8.0  # seconds during which a right that was asked need not be asked again
TOO_FAST = "Trop de demandes à la fois : attendez quelques secondes."
NOBODY = "Connectez-vous d'abord."
SOMEBODY_ELSE = "Une autre personne s’est connectée dans ce navigateur : rechargez la page."
SCREENS = "Vous avez déjà {most} pages en direct : fermez-en une, celle-ci reprendra d’elle-même."
Handler = Callable[..., dict[str, Any] | None]
_identify: list[Callable[[str], Any]] = []


def identifies(function: Callable[[str], Any]) -> Callable[[str], Any]:
    """Register how a token sent in ``auth`` becomes an account (``None`` when it does not)."""
    _identify[:] = [function]
    return function


def listens(
    name: str, schema: type[Schema], every: float = 0, granted: Callable[[dict[str, Any]], Any] | None = None
) -> Callable[[Handler], Handler]:
    """A socket handler: signed-in people only, a schema for what they send, refusals as in a page.

    What comes again before ``every`` seconds is refused before anything is read. What ``granted`` returned
    for the same question is given to the handler, and kept some seconds with who asked.
    """

    def decorate(handler: Handler) -> Handler:
        @wraps(handler)
        def answer(payload: Any = None, *_more: Any) -> dict[str, Any]:
            try:
                screen = _paced(name, every)
                asked = _read(schema, payload)
                if granted is None:
                    _recognised(screen)
                    return {"ok": True, **(handler(asked) or {})}
                return {"ok": True, **(handler(asked, _granted(screen, name, asked, granted)) or {})}
            except Turned as turned:
                return {"ok": False, "reason": turned.reason}
            finally:
                db.session.rollback()

        socketio.on_event(name, answer)
        return handler

    return decorate


def _granted(screen: Screen, name: str, asked: dict[str, Any], ask: Callable[[dict[str, Any]], Any]) -> Any:
    """What was granted for this very question, asked again when it is old. Raises ``Turned``."""
    kept, until, right = screen.granted.get(name, ({}, 0.0, None))
    if kept != asked or time.monotonic() > until:
        _recognised(screen)
        right = ask(asked)
        screen.granted[name] = (asked, time.monotonic() + GRANTED, right)
    return right


def _paced(name: str, every: float) -> Screen:
    """The screen that speaks, at a bearable pace; nothing is read for it yet. Raises ``Turned``."""
    screen, moment = screen_of(own_socket()), time.monotonic()
    if screen is None:
        raise Turned(NOBODY)
    screen.credit = min(BURST, screen.credit + (moment - screen.seen) * PACE)
    screen.seen = moment
    if screen.credit < 1 or (every and moment - screen.heard.get(name, -every) < every):
        raise Turned(TOO_FAST)
    screen.credit -= 1
    if every:
        screen.heard[name] = moment
    return screen


def _read(schema: type[Schema], payload: Any) -> dict[str, Any]:
    """What was sent, in its form. Raises ``Turned``."""
    try:
        sent: dict[str, Any] = schema(unknown=RAISE).load(payload if isinstance(payload, dict) else {})
        return sent
    except (ValidationError, OverflowError) as wrong:
        raise Turned("Cette demande n'a pas la forme attendue.") from wrong


def _recognised(screen: Screen) -> None:
    """Ask the database whether it is still this person; hang up, and raise ``Turned``, when it is not."""
    read_only()
    if screen.jeton:
        g._login_user = _identify[0](screen.jeton)
    if not (current_user and current_user.is_authenticated and current_user.id == screen.compte_id):
        hang_up_screen(screen.sid, SESSION)
        raise Turned(NOBODY)


def own_socket() -> str:
    """The id of the socket that speaks; Flask-SocketIO keeps it on the request."""
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid


def own_room(compte_id: int) -> str:
    """The room in which a person is alone with all their screens."""
    return f"compte:{compte_id}"


def welcome(auth: Any = None) -> bool | None:
    """Open a socket for a person whose cookie comes from our own pages, or who shows a token.

    Raises ``ConnectionRefusedError`` with a sentence and a word that the page understands.
    """
    read_only()
    said = auth if isinstance(auth, dict) else {}
    if jeton := said.get("jeton"):
        g._login_user = _identify[0](str(jeton))
    elif request.headers.get("Origin") not in allowed_origins(current_app):
        return False
    compte_id = current_user.id if current_user and current_user.is_authenticated else None
    db.session.rollback()
    if compte_id is None:
        raise ConnectionRefusedError(NOBODY, {"motif": SESSION})
    if said.get("compte") not in (None, str(compte_id)):
        raise ConnectionRefusedError(SOMEBODY_ELSE, {"motif": "autre"})
    most = current_app.config["PRISES_PAR_PERSONNE"]
    if not admit(Screen(own_socket(), compte_id, str(jeton) if jeton else None, credit=BURST), most):
        raise ConnectionRefusedError(SCREENS.format(most=most), {"motif": "ecrans"})
    join_room(own_room(compte_id))
    return None


def farewell(*_reason: Any) -> None:
    """Forget a socket that is gone."""
    forget(own_socket())


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
                cadence.tick()
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
            for fait in db.session.scalars(facts_after(*self.cursor, limit=1000)).all():
                self.cursor = (fait.xact, fait.id)
                if fait.kind in revoking_kinds() and (event := event_of(fait)):
                    revoke(event)

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
