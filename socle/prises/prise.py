"""A prise: the socket of one browser, written to by anybody, read by the loop alone.

Whoever emits writes at once; what the browser does not take waits here, up to a bound. A browser that takes
nothing is cut at the bound, comes back, and asks for what it missed.
"""

import contextlib
import socket
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Protocol

from . import frames

if TYPE_CHECKING:
    from .loop import Loop

BACKLOG = 1 << 20  # bytes that wait for one browser before it is cut
LINGER = 2.0  # seconds that it has to answer a close


class Ear(Protocol):
    """Who is told what the browser says; called by the loop, so nothing there may take long."""

    def said(self, words: str) -> None:
        """A whole text."""

    def gone(self) -> None:
        """The end, once."""

    def due(self, moment: float) -> float | None:
        """It is time for what was to be done; returns when to call again."""


class Prise:
    """``write`` and ``close`` from any thread; ``readable``, ``writable`` and ``dispose`` by the loop."""

    __slots__ = (
        *("sock", "fd", "loop", "ear", "most", "reader", "lock"),
        *("open", "deaf", "ended", "waiting", "weight"),
    )

    def __init__(self, sock: socket.socket, loop: "Loop", most: int) -> None:
        self.sock, self.fd, self.loop, self.most = sock, sock.fileno(), loop, most
        self.ear: Ear | None = None
        self.reader: frames.Reader | None = None
        self.lock = threading.Lock()
        self.open = True  # something may still be said to it
        self.deaf = False  # it broke the protocol: what it says no longer means anything
        self.ended = False  # its descriptor is given back
        self.waiting: deque[bytes] | None = None
        self.weight = 0

    def write(self, frame: bytes) -> None:
        """Send now what the kernel takes, keep the rest. Never waits, never raises."""
        with self.lock:
            if self.open:
                self._write(frame)

    def _write(self, frame: bytes) -> None:
        if self.waiting:
            self._keep(frame)
            return
        sent = self._send(frame)
        if sent < len(frame) and self.open:
            self._keep(frame[sent:])
            self.loop.watch(self, writing=True)

    def _send(self, said: bytes) -> int:
        """How many bytes the kernel takes now; none, and the line is over, when there is nobody behind."""
        try:
            return self.sock.send(said)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:
            self._shut()
            return 0

    def _keep(self, frame: bytes) -> None:
        if self.waiting is None:
            self.waiting = deque()
        if self.waiting and self.weight + len(frame) > BACKLOG:
            self.loop.cut += 1
            self._shut()
        else:
            self.weight += len(frame)
            self.waiting.append(frame)

    def close(self, code: int, reason: str = "") -> None:
        """Say why, after what waits; the descriptor goes when the browser answers, or after ``LINGER``."""
        with self.lock:
            if not self.open:
                return
            self._write(frames.close(code, reason))
            self.open = False
        self.loop.later(time.monotonic() + LINGER, self)

    def cut(self) -> None:
        """Hang up without a word; the loop notices."""
        with self.lock:
            self._shut()

    def _shut(self) -> None:
        self.open = False
        if not self.ended:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)

    def due(self, moment: float) -> float | None:
        """The browser did not answer the close in time."""
        self.cut()
        return None

    def writable(self) -> None:
        """The kernel takes more: give it what waits."""
        with self.lock:
            if self.ended or not self.waiting:
                return
            whole = b"".join(self.waiting)
            self.waiting.clear()
            sent = self._send(whole)
            self.weight = len(whole) - sent
            if self.weight:
                self.waiting.append(whole[sent:])
                return
            self.waiting = None
            # Still alone: a writer who came between would be kept waiting for a hole that nobody watches.
            self.loop.watch(self, writing=False)

    def readable(self, received: bytes) -> bool:
        """Hand on what came in; False when the line is over."""
        if self.deaf:
            return True
        if self.reader is None:
            self.reader = frames.Reader(self.most)
        try:
            for heard in self.reader.feed(received):
                if isinstance(heard, str):
                    if self.open and self.ear:
                        self.ear.said(heard)
                elif isinstance(heard, bytes):
                    self.write(frames.pong(heard))
                else:
                    self._answer(heard)
                    return False
        except frames.Broken as wrong:
            self.deaf = True
            self.close(wrong.code, str(wrong))
        return True

    def _answer(self, code: int) -> None:
        """The browser closes: it is answered with its own code (§5.5.1)."""
        with self.lock:
            if self.open:
                self._write(frames.close(code))
                self.open = False

    def dispose(self) -> None:
        """Give the descriptor back; by the loop only, so that no number is used again under its feet."""
        with self.lock:
            if self.ended:
                return
            self.open, self.ended = False, True
            self.waiting = self.reader = None
            self.sock.close()
        if self.ear:
            self.ear.gone()
