"""A house of one room, served by the worker: it tells what it received."""

import hashlib
import os
import threading
import time
from pathlib import Path
from typing import Any

LARGE = 8_000_000


class Echo:
    """WSGI: ``/`` tells method, length and digest of the body; ``/lent`` waits, ``/gros`` says a lot.

    ``/lecteur`` leaves a thread that reads the socket, ``/fermeur`` one that closes it, a little later;
    ``/tient`` reads it in its own.
    """

    def __init__(self) -> None:
        self.config: dict[str, Any] = {"MAX_CONTENT_LENGTH": 1024 * 1024, "PRISES": "maison"}
        for name, usual in (
            ("DELAI_ENTETE", 10),
            ("DELAI_CORPS", 10),
            ("DEBIT_CORPS", 1000),
            ("DELAI_ENVOI", 30),
        ):
            self.config[name] = float(os.environ.get(name) or usual)

    def __call__(self, environ, start_response):
        """Answer."""
        path = environ["PATH_INFO"]
        if path == "/lent":
            time.sleep(1.5)
        if path == "/lecteur":  # as simple-websocket does: its thread is waited for by the interpreter
            threading.Thread(target=environ["gunicorn.socket"].recv, args=(1,)).start()
        if path == "/tient":  # as the driver does: the thread of a socket is its own as long as it lives
            environ["gunicorn.socket"].recv(1)
        if path == "/fermeur":
            threading.Timer(0.3, environ["gunicorn.socket"].close).start()
        if path == "/sourd":
            body = b""
        elif int(environ.get("CONTENT_LENGTH") or 0) > self.config["MAX_CONTENT_LENGTH"]:
            start_response("413 Content Too Large", [("Content-Length", "0")])
            return []
        else:
            body = environ["wsgi.input"].read()
        digest = hashlib.sha256(body).hexdigest()[:16]
        said = f"{environ['REQUEST_METHOD']} {path} {len(body)} {digest}\n".encode()
        if path == "/fichiers":
            said = str(spooled()).encode()
        if path == "/gros":
            said = b"x" * LARGE
        start_response("200 OK", [("Content-Length", str(len(said)))])
        return [said]


def spooled() -> int:
    """How many bytes of requests are in files without a name."""
    files = [one for one in Path("/proc/self/fd").iterdir() if "(deleted)" in target(one)]
    return sum(one.stat().st_size for one in files if target(one).startswith(("/tmp", os.environ["TMPDIR"])))


def target(link: Path) -> str:
    """Where an open file leads; a closed one leads nowhere."""
    try:
        return str(link.readlink())
    except OSError:
        return ""


app = Echo()
