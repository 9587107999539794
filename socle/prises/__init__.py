"""The sockets of browsers: one loop for all of them, under the same Socket.IO handlers (ADR 0021).

``PRISES=maison`` serves them so; ``PRISES=simple`` leaves them to the driver that python-engineio brings, at
four threads a socket, which the contract tests hold to the same promises.
"""

import resource
import time
from typing import Any

from flask import Flask
from socketio import Manager, RedisManager

from ..extensions import socketio
from . import frames
from .driver import Driver, install
from .line import Line
from .rooms import Rooms
from .shared import SharedRooms

CHANNEL = "flask-socketio"
SPARE = 256  # descriptors kept for pages, the database, files
RESTART = "redemarrage"


def manager_for(config: dict[str, Any]) -> Manager:
    """Who keeps the rooms, according to the settings ``PRISES`` and ``REDIS_URL``."""
    ours, url = config["PRISES"] == "maison", config["REDIS_URL"]
    if url:
        shared: Any = SharedRooms if ours else RedisManager
        return shared(url, channel=CHANNEL)
    return (Rooms if ours else Manager)()


def serve(app: Flask) -> None:
    """Put the driver of the settings under the Socket.IO server that the application was just given."""
    app.extensions["prises"] = install(socketio.server.eio) if app.config["PRISES"] == "maison" else None


def most_prises(wanted: int) -> int:
    """As many as wanted, while there are descriptors for them and for the rest."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if soft == resource.RLIM_INFINITY else max(1, min(wanted, soft - SPARE))


def asking() -> set[str]:
    """Transport ids of the sockets whose words wait for an answer: they are not silent, we are slow."""
    return {
        sid for sid, one in list(socketio.server.eio.sockets.items()) if isinstance(one, Line) and one.busy
    }


def take_leave(app: Flask, seconds: float = 1.5) -> None:
    """Tell every browser of this process that it ends, and close; to be called when the server must stop.

    Browsers come back by themselves, each at an hour of its own (static/js/lib/socket.js). Comes back when
    all are gone, or after ``seconds``.
    """
    app.extensions["porter"].closed = True
    driver: Driver | None = app.extensions["prises"]
    sockets = list(socketio.server.eio.sockets.values())
    socketio.emit("raccroche", {"motif": RESTART}, ignore_queue=True)
    if driver is None:
        for socket in sockets:
            socket.close(wait=False)
        return
    socketio.server.manager.telling.drained(seconds)
    for socket in sockets:
        socket.prise.close(frames.RESTART, RESTART)
    until = time.monotonic() + seconds
    while driver.loop.prises and time.monotonic() < until:
        time.sleep(0.02)
