"""A line: what python-engineio calls a socket, on a prise instead of a queue and four threads.

This module and ``driver`` reach into python-engineio, whose version is pinned for that (ADR 0021); the
tests of contract say when a new version no longer fits.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from engineio import Server, packet
from engineio.exceptions import UnknownPacketError
from engineio.socket import Socket

from . import frames
from .handlers import Handlers
from .prise import Prise

INBOX = 100  # what one browser may ask ahead of the answers
TURN = 16  # what is answered to one before the others have their turn
PONG = str(packet.PONG)
BINARY = ("45", "46")  # Socket.IO packets announcing attachments, which nobody here sends
MUTE = "no answer to a ping"


def frame_of(pkt: packet.Packet) -> bytes:
    """The frame of an Engine.IO packet, written once: a broadcast gives the same packet to everyone."""
    kept: bytes | None = pkt.__dict__.get("frame")
    if kept is None:
        kept = pkt.__dict__["frame"] = frames.text(pkt.encode())
    return kept


class Line(Socket):  # type: ignore[misc]  # the library says no types
    """One browser: what it says waits its turn in order, what it hears is written at once."""

    def __init__(self, server: Server, sid: str, handlers: Handlers, left: Callable[[], None]) -> None:
        # Not the mother's: it makes a queue, which nobody would read.
        self.server, self.sid, self.handlers, self.left = server, sid, handlers, left
        self.connected = self.upgraded = True
        self.upgrading = self.closing = self.closed = False
        self.session: dict[str, Any] = {}
        self.last_ping: float | None = None  # when it was pinged, until it answers
        self.ping_at = 0.0
        self.prise: Prise
        self.inbox: list[str | None] = []  # an empty deque weighs ten times more
        self.lock = threading.Lock()
        self.busy = False

    def begin(self, prise: Prise) -> None:
        """Take the line, and ping it from time to time."""
        self.prise, prise.ear = prise, self
        self.answered()
        prise.loop.later(self.ping_at, self)

    # What it hears

    def send(self, pkt: packet.Packet) -> None:
        """Say something to the browser, unless it is gone."""
        if not self.closed:
            self.prise.write(frame_of(pkt))

    def check_ping_timeout(self) -> bool:
        """Answered by ``due``: the library need not look."""
        return not self.closed

    def due(self, moment: float) -> float | None:
        """Ping it; or, when the last ping had no answer, hang up."""
        if self.closed or not self.prise.open:
            return None
        if self.last_ping is None:
            if moment < self.ping_at:
                return self.ping_at
            self.last_ping = moment
            self.send(packet.Packet(packet.PING))
        elif moment >= self.last_ping + self.server.ping_timeout:
            self.prise.close(frames.POLICY, MUTE)
            return None
        return self.last_ping + float(self.server.ping_timeout)

    def answered(self) -> None:
        """It is there: ping it again later."""
        self.last_ping = None
        self.ping_at = time.monotonic() + self.server.ping_interval

    schedule_ping = answered

    # What it says

    def said(self, words: str) -> None:
        """By the loop: an answer to a ping is noted, anything else waits its turn."""
        if words == PONG:
            self.answered()
        elif len(self.inbox) >= INBOX:
            self.prise.close(frames.POLICY, "too much at once")
        elif words.startswith(BINARY):
            self.prise.close(frames.UNSUPPORTED, "text only")
        else:
            self._queue(words)

    def gone(self) -> None:
        """By the loop: the end waits its turn as well."""
        self._queue(None)

    def _queue(self, words: str | None) -> None:
        self.inbox.append(words)
        with self.lock:
            if self.busy:
                return
            self.busy = True
        self.handlers.submit(self.drain)

    def drain(self) -> None:
        """By one thread at a time: answer in order, and leave the thread to others after a while."""
        for _ in range(TURN):
            with self.lock:
                if not self.inbox:
                    self.busy = False
                    return
                words = self.inbox.pop(0)
            self._answer(words)
        self.handlers.submit(self.drain)

    def _answer(self, words: str | None) -> None:
        if words is None:
            self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
            return
        if self.closed:
            return
        try:
            self.receive(packet.Packet(encoded_packet=words))
        except (ValueError, IndexError, UnknownPacketError):
            self.prise.close(frames.PROTOCOL, "not an Engine.IO packet")

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Tell the handlers that it is over, then the browser unless it knows."""
        with self.lock:
            if self.closing:
                return
            self.closing = True
        why = reason or self.server.reason.SERVER_DISCONNECT
        try:
            self.server._trigger_event("disconnect", self.sid, why, run_async=False)
        finally:
            if not abort:
                self.send(packet.Packet(packet.CLOSE))
            self.closed = True
            self.server.sockets.pop(self.sid, None)
            self.prise.close(frames.NORMAL)
            self.left()
