"""Builds the application, floor by floor."""

import os
from pathlib import Path

from flask import Flask

import annuaire
import collectivites
import communautes
import echanges
import fabrique
import instances
import observatoire
import portail
import reconnaissance
import relais
import socle
from config import PLACES
from socle import prises
from socle.extensions import socketio
from socle.guests import keep_guest_pages
from socle.porter import guard
from socle.templating import Environment

FLOORS = (
    socle,
    annuaire,
    echanges,
    observatoire,
    relais,
    instances,
    communautes,
    fabrique,
    reconnaissance,
    collectivites,
    portail,
)


def create_app(place: str | None = None) -> Flask:
    """Make one application for the given place (``FABRIQUE_PLACE`` otherwise).

    Raises ``SystemExit`` with a sentence when the settings are unsafe.
    """
    settings = PLACES[place or os.environ.get("FABRIQUE_PLACE", "").strip() or "development"]()
    settings.check()
    root = Path(__file__).parent.parent
    app = Flask(
        "fabrique_app",
        root_path=str(root),
        static_folder=str(root / "static" / "dist"),
        static_url_path="/static",
    )
    app.jinja_environment = Environment
    app.config.from_object(settings)
    for floor in FLOORS:
        floor.init_app(app)
    keep_guest_pages(app)
    bind_sockets(app)
    return app


def bind_sockets(app: Flask) -> None:
    """Last: handlers declared after this line would be lost by the next application."""
    socketio.init_app(
        app,
        async_mode=app.config["SOCKETIO_ASYNC_MODE"],
        async_handlers=False,  # what a socket says is answered in order
        transports=["websocket"],
        cors_allowed_origins=app.config["ORIGINS"],
        manage_session=False,
        max_http_buffer_size=64_000,
        client_manager=prises.manager_for(app.config),
    )
    prises.serve(app)
    guard(app)
