"""The hook under python-engineio: a WebSocket is taken from the web server and given to the loop.

The request that opened it ends at once, and its thread with it. What the web server then does to close its
connection falls on a dead socket put in its place.
"""

import io
import os
import socket
import ssl
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engineio import Server, packet

from . import frames
from .handlers import Handlers
from .line import Line
from .loop import Loop
from .prise import Prise

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

THREADS = 8  # what sockets ask is read from the database: its connections are few
KERNEL = (
    256 * 1024
)  # what the kernel keeps for a browser that does not read; by itself it goes up to megabytes
PLACE = "fabrique.place"  # in the WSGI environment: keeps the place at the gate, says how to give it back
NOTHING_SAID = io.BytesIO()


class Driver:
    """Serves the sockets of one Engine.IO server; ``install`` puts it there."""

    def __init__(self, eio: Server) -> None:
        self.eio = eio
        self.loop, self.handlers = Loop(), Handlers(THREADS)
        self.dead, peer = socket.socketpair()
        peer.close()
        eio._handle_connect = self.connect  # instead of its own: no polling, no thread for each socket

    def connect(
        self, environ: dict[str, Any], start_response: "StartResponse", transport: str, jsonp: Any = None
    ) -> Any:
        """Answer 101 and take the socket; the refusals are answers in the form of the library."""
        try:
            answer = frames.handshake(environ)
            held = self._taken(environ)
        except ValueError as wrong:
            return self.eio._bad_request(str(wrong))
        except OSError:  # no descriptor is left
            return dict(self.eio._bad_request("Too many sockets"), status="503 SERVICE UNAVAILABLE")
        self._open(held, environ, answer)
        # Each web server has its own way to be told that the connection is no longer its own.
        raise StopIteration if "gunicorn.socket" in environ else ConnectionError

    def _taken(self, environ: dict[str, Any]) -> socket.socket:
        """Our own descriptor of the connection. Raises ``ValueError`` where there is none to take."""
        theirs = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
        if theirs is None:
            raise ValueError("this web server gives no socket")
        if isinstance(theirs, ssl.SSLSocket):
            raise ValueError("TLS is the business of the proxy")
        ours = socket.socket(fileno=os.dup(theirs.fileno()))
        os.dup2(self.dead.fileno(), theirs.fileno())
        ours.setblocking(False)
        ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL)
        return ours

    def _open(self, held: socket.socket, environ: dict[str, Any], answer: bytes) -> None:
        eio, sid = self.eio, self.eio.generate_id()
        prise = Prise(held, self.loop, eio.max_http_buffer_size)
        line = Line(eio, sid, self.handlers, left=environ.pop(PLACE, _no_place)())
        line.prise = prise
        eio.sockets[sid] = line
        eio._trigger_event("connect", sid, _what_is_kept(environ), run_async=False)
        prise.write(answer + frames.text(packet.Packet(packet.OPEN, self._hello(sid)).encode()))
        line.begin(prise)
        self.loop.add(prise)

    def _hello(self, sid: str) -> dict[str, Any]:
        """What the protocol tells first (Engine.IO 4, « Handshake »)."""
        return {
            "sid": sid,
            "upgrades": [],
            "pingTimeout": int(self.eio.ping_timeout * 1000),
            "pingInterval": int(self.eio.ping_interval * 1000),
            "maxPayload": self.eio.max_http_buffer_size,
        }


def _no_place() -> Callable[[], None]:
    """Nobody stands at the gate: nothing is to be given back."""
    return lambda: None


def _what_is_kept(environ: dict[str, Any]) -> dict[str, Any]:
    """What events read of the request as long as the socket lives; its body and its server are let go."""
    kept = {name: value for name, value in environ.items() if isinstance(value, str | tuple | bool)}
    return kept | {
        "flask.app": environ.get("flask.app"),
        "wsgi.input": NOTHING_SAID,
        "wsgi.errors": sys.stderr,
    }


def install(eio: Server) -> Driver:
    """Serve the sockets of this server by the driver of the house."""
    return Driver(eio)
