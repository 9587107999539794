"""The worker served for real, and clients that send whatever they like, as slowly as they like."""

import hashlib
import socket
import sys
import time
import urllib.request
from pathlib import Path

from tests.serveurs import ROOT, Serveur, clean_environment

HELLO = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class Guichet(Serveur):
    """The worker with the echo behind it; ``DELAI_ENTETE="1"`` and the like shorten its patience."""

    def __init__(self, *words: str, **env: str) -> None:
        super().__init__()
        self.words = words
        self.env = clean_environment(TMPDIR=str(self.folder), **env)

    def command(self) -> list[str]:
        """Tell what to run."""
        bind = ["-b", f"127.0.0.1:{self.port}", "--worker-class", "deploy.worker.Worker", "--threads", "4"]
        usual = ["--keep-alive", "5", "--graceful-timeout", "6", "--no-control-socket"]
        return [sys.executable, "-m", "gunicorn", *bind, *usual, *self.words, "tests.deploy.echo:app"]

    def options(self) -> dict:
        """Tell the rest to Popen."""
        return {"cwd": ROOT, "env": self.env}

    def answers(self) -> bool:
        """Tell whether it serves."""
        try:
            return self.asked(HELLO).startswith(b"HTTP/1.1 200")
        except OSError:
            return False

    def line(self) -> socket.socket:
        """A connection of one's own."""
        return socket.create_connection(("127.0.0.1", self.port), 10)

    def asked(self, words: bytes) -> bytes:
        """All that is answered to some bytes."""
        with self.line() as line:
            line.sendall(words)
            line.shutdown(socket.SHUT_WR)
            return heard(line)

    def files(self) -> int:
        """How many files and connections it holds."""
        return len(list(Path(f"/proc/{self.worker()}/fd").iterdir()))

    def memory(self) -> int:
        """What the process holds for itself alone, in kB."""
        return self.holds("Private_Dirty")


def heard(line: socket.socket, seconds: float = 10) -> bytes:
    """All that comes until the other side closes; what came, after that time."""
    line.settimeout(seconds)
    said = b""
    try:
        while piece := line.recv(65_536):
            said += piece
    except OSError:
        pass
    return said


def ended(line: socket.socket, seconds: float) -> bool:
    """Whether the other side closes in that time, saying nothing more.

    What we sent and it had not read yet makes the kernel reset the connection instead (RFC 1122 §4.2.2.13).
    """
    line.settimeout(seconds)
    try:
        return line.recv(1) == b""
    except ConnectionResetError:
        return True


def one_answer(line: socket.socket) -> bytes:
    """One answer of a connection that stays open; what came, when it does not."""
    said = b""
    while b"\r\n\r\n" not in said and (byte := line.recv(1)):
        said += byte
    for name in said.lower().split(b"\r\n"):
        if name.startswith(b"content-length:"):
            left = int(name.split(b":")[1])
            while left and (piece := line.recv(left)):
                said, left = said + piece, left - len(piece)
    return said


def told(method: str, path: str, body: bytes) -> bytes:
    """What the echo says of a request."""
    return f"{method} {path} {len(body)} {hashlib.sha256(body).hexdigest()[:16]}\n".encode()


def latency(url: str) -> float:
    """How long an address takes to answer 200."""
    began = time.monotonic()
    with urllib.request.urlopen(url, timeout=20) as answer:
        assert answer.status == 200
        answer.read()
    return time.monotonic() - began
