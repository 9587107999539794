"""At the gate of the sockets: how many in all, how many from one address.

A socket weighs some kilobytes and a descriptor, signed in or not; with the driver of python-engineio it costs
threads besides (``surete`` T40).
"""

import threading
import time
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from .extensions import socketio
from .prises import asking, most_prises
from .prises.driver import PLACE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

PATH = "/socket.io"
PATIENCE = 5.0  # seconds that a socket may stay without saying who it is


class Place:
    """One place at the gate, given back once; a driver may keep it beyond the request."""

    __slots__ = ("porter", "address", "taken", "held")

    def __init__(self, porter: "Porter", address: str) -> None:
        self.porter, self.address = porter, address
        self.taken, self.held = False, True

    def take(self) -> Any:
        """Keep it beyond the request; returns how to give it back."""
        self.taken = True
        return self.leave

    def leave(self) -> None:
        """Somebody else may come."""
        with self.porter.lock:
            if self.held:
                self.held = False
                self.porter.held -= Counter((self.address,))  # in place, and nothing is kept at zero
                self.porter.inside -= 1


class Porter:
    """WSGI: lets a socket in while there is room, answers 503 otherwise."""

    def __init__(self, inner: "WSGIApplication", wanted: int, per_address: int) -> None:
        self.inner, self.wanted, self.per_address = inner, wanted, per_address
        self.held: Counter[str] = Counter()
        self.inside = 0
        self.closed = False  # the process is about to end
        self.lock = threading.Lock()

    @cached_property
    def most(self) -> int:
        """Counted at the first socket: the process has all its descriptors by then."""
        return most_prises(self.wanted)

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        """A place is held as long as the socket."""
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return self.inner(environ, start_response)
        place = self._place_for(environ.get("REMOTE_ADDR", ""))
        if place is None:
            start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "5")])
            return [b"Trop de connexions en direct.\n"]
        environ[PLACE] = place.take
        try:
            return self.inner(environ, start_response)
        finally:
            if not place.taken:
                place.leave()

    def _place_for(self, address: str) -> Place | None:
        with self.lock:
            if self.closed or self.inside >= self.most or self.held[address] >= self.per_address:
                return None
            self.held[address] += 1
            self.inside += 1
            return Place(self, address)


class Waiting:
    """Sockets that have not said who they are, and since when."""

    def __init__(self) -> None:
        self.since: dict[str, float] = {}

    def drop(self, welcomed: set[str]) -> None:
        """Close those that were silent for too long; ``welcomed`` are the transport ids of known people.

        Those whose words we have not answered yet are not silent.
        """
        server, moment = socketio.server.eio, time.monotonic()
        silent = set(server.sockets) - welcomed - asking()
        self.since = {sid: self.since.get(sid, moment) for sid in silent}
        for sid in [sid for sid, since in self.since.items() if moment - since > PATIENCE]:
            if socket := server.sockets.get(sid):
                # Who would wait for its last words could wait for ever: its writer may be dead.
                socket.close(wait=False)
                server.sockets.pop(sid, None)


def guard(app: Flask) -> None:
    """Stand before everything, with the address of the visitor rather than that of the proxy."""
    most, per_address = app.config["PRISES_MAX"], app.config["PRISES_PAR_ADRESSE"]
    if app.config["PRISES"] == "simple":  # there are few of them: one address does not take them all
        per_address = min(per_address, max(1, most // 2))
    porter = Porter(app.wsgi_app, most, per_address)
    app.extensions["porter"] = porter
    gate: Porter | ProxyFix = porter
    if hops := app.config["PROXIES"]:
        gate = ProxyFix(gate, x_for=hops, x_proto=hops, x_host=0)
    app.wsgi_app = gate  # type: ignore[method-assign]  # as Flask wants it
