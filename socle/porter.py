"""At the gate of the sockets, before any of them holds a thread: how many in all, how many from one address.

A socket costs a thread for its whole life, signed in or not; what is kept for pages must never be taken by
them (``surete`` T40).
"""

import threading
import time
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from .extensions import socketio

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

PATH = "/socket.io"
PATIENCE = 5.0  # seconds that a socket may stay without saying who it is


class Porter:
    """WSGI: lets a socket in while there is room, answers 503 otherwise."""

    def __init__(self, inner: "WSGIApplication", most: int) -> None:
        self.inner, self.most = inner, most
        self.held: Counter[str] = Counter()
        self.lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        """The request of a socket lasts as long as the socket."""
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return self.inner(environ, start_response)
        address = environ.get("REMOTE_ADDR", "")
        if not self._room_for(address):
            start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "5")])
            return [b"Trop de connexions en direct.\n"]
        try:
            return self.inner(environ, start_response)
        finally:
            with self.lock:
                self.held -= Counter((address,))  # in place, and nothing is kept at zero

    def _room_for(self, address: str) -> bool:
        with self.lock:
            if sum(self.held.values()) >= self.most or self.held[address] >= max(1, self.most // 2):
                return False
            self.held[address] += 1
            return True


class Waiting:
    """Sockets that have not said who they are, and since when."""

    def __init__(self) -> None:
        self.since: dict[str, float] = {}

    def drop(self, welcomed: set[str]) -> None:
        """Close those that were silent for too long; ``welcomed`` are the transport ids of known people."""
        server, moment = socketio.server.eio, time.monotonic()
        silent = set(server.sockets) - welcomed
        self.since = {sid: self.since.get(sid, moment) for sid in silent}
        for sid in [sid for sid, since in self.since.items() if moment - since > PATIENCE]:
            server.disconnect(sid)


def guard(app: Flask) -> None:
    """Stand before everything, with the address of the visitor rather than that of the proxy."""
    gate: Porter | ProxyFix = Porter(app.wsgi_app, app.config["SOCKETS_MOST"])
    if hops := app.config["PROXIES"]:
        gate = ProxyFix(gate, x_for=hops, x_proto=hops, x_host=0)
    app.wsgi_app = gate  # type: ignore[method-assign]  # as Flask wants it
