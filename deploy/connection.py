"""A connection as the loop sees it: what came, until when it is waited for, what no parser has read yet."""

import socket
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from gunicorn.http.parser import RequestParser
from gunicorn.http.unreader import Unreader
from gunicorn.workers.gthread import TConn

from deploy.framing import Framing

MEMORY_MOST = 65_536  # bytes of a request kept in memory; the rest goes to a file without a name
PIECE = 65_536


@dataclass(frozen=True)
class Patience:
    """How long a client is waited for, in seconds, and how fast a body must come, in bytes a second."""

    head: float
    body: float
    pace: float
    writing: float
    idle: float
    body_most: int


class Received(Unreader):
    """What the loop received, for gunicorn's parser: no thread ever waits for the bytes of a client.

    ``starved`` tells that the parser asked for more than the request was thought to hold: what follows on
    this connection is then no request (RFC 9112 §11.2).
    """

    def __init__(self) -> None:
        super().__init__()
        self.starved = False
        self.spool = tempfile.SpooledTemporaryFile(max_size=MEMORY_MOST)  # noqa: SIM115

    def add(self, piece: bytes) -> None:
        """Keep a piece behind the others."""
        self.spool.write(piece)

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Give the next bytes, or none."""
        piece = self.spool.read(PIECE)
        self.starved = self.starved or not piece
        return piece

    def renew(self) -> bytes:
        """Give what the last request left, and begin again."""
        left: bytes = self.take_buffered() + self.spool.read()
        self.close()
        self.spool = tempfile.SpooledTemporaryFile(max_size=MEMORY_MOST)  # noqa: SIM115
        return left

    def close(self) -> None:
        """Forget everything."""
        self.spool.close()


class Connection(TConn):
    """One client: receiving a request, served by a thread, idle, or leaving."""

    def __init__(self, cfg: Any, line: socket.socket, client: Any, server: Any, patience: Patience) -> None:
        super().__init__(cfg, line, client, server)
        self.patience = patience
        self.initialized = self.data_ready = True
        self.received = Received()
        self.parser = RequestParser(cfg, line, client)
        self.parser.unreader = self.received
        self.framing = Framing(patience.body_most)
        self.leaving = self.told_to_go_on = False
        self.deadline = 0.0

    def take(self, piece: bytes, now: float) -> None:
        """Keep a piece of a request, and give the client the time that it earns.

        The head has its time as a whole. A body may stop for a while, but not come slower than its pace.
        """
        if not self.framing.begun:
            self.deadline = now + self.patience.head
        was_in_body = self.framing.in_body
        self.received.add(piece)
        self.framing.feed(piece)
        if was_in_body:
            earned = self.deadline + len(piece) / self.patience.pace
            self.deadline = min(earned, now + self.patience.body)
        elif self.framing.in_body:
            self.deadline = now + self.patience.body

    def serve(self) -> None:
        """From now on a thread reads what was received."""
        self.received.spool.seek(0)

    def sound(self) -> bool:
        """Tell whether what follows the request that was just answered is another one."""
        return not (self.framing.cut or self.received.starved)

    def renew(self, now: float) -> bytes:
        """Await another request; give the bytes of it that came with the last one."""
        self.framing = Framing(self.patience.body_most)
        self.told_to_go_on = False
        self.deadline = now + self.patience.idle
        return self.received.renew()

    def cut(self) -> None:
        """Wake who still reads a socket: the thread of simple-websocket would outlive it, and the worker."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def close(self, graceful: bool = False) -> None:
        """Close for good, without waiting for anybody."""
        self.received.close()
        super().close()
