"""One thread for all sockets: it reads, gives the kernel what waited, rings when something is due."""

import contextlib
import heapq
import itertools
import logging
import select
import threading
import time
from collections.abc import Iterator
from typing import Protocol

from .prise import Prise

logger = logging.getLogger(__name__)

READ = 65_536
TURN = 1.0  # seconds between two looks at what is due, at most


class Due(Protocol):
    """What is called at its hour, and says when to be called again."""

    def due(self, moment: float) -> float | None:
        """Do it; by the loop, so it may not take long."""


class Loop:
    """The epoll of the process; its thread begins with the first socket, after any fork."""

    def __init__(self) -> None:
        self.epoll = select.epoll()
        self.prises: dict[int, Prise] = {}
        self.hours: list[tuple[float, int, Due]] = []
        self.lock = threading.Lock()
        self.number = itertools.count()
        self.thread: threading.Thread | None = None
        self.cut = 0  # browsers cut because they took nothing

    def add(self, prise: Prise) -> None:
        """Read it from now on."""
        with self.lock:
            if self.thread is None:
                self.thread = threading.Thread(target=self.run, name="prises", daemon=True)
                self.thread.start()
        self.prises[prise.fd] = prise
        with prise.lock:  # or what a writer began to keep meanwhile would wait for ever
            self.epoll.register(prise.fd, select.EPOLLIN | (select.EPOLLOUT if prise.waiting else 0))

    def watch(self, prise: Prise, writing: bool) -> None:
        """Hear, or no longer, when the kernel takes more for this one."""
        with contextlib.suppress(OSError, ValueError):  # gone meanwhile, or not added yet
            self.epoll.modify(prise.fd, select.EPOLLIN | (select.EPOLLOUT if writing else 0))

    def later(self, hour: float, thing: Due) -> None:
        """Call ``thing.due`` at that hour (of the monotonic clock), to the second."""
        with self.lock:
            heapq.heappush(self.hours, (hour, next(self.number), thing))

    def run(self) -> None:
        """Until the process ends."""
        look = 0.0
        while True:
            for fd, event in self.epoll.poll(TURN / 4, 256):
                prise = self.prises.get(fd)
                if prise is not None and not self._serve(prise, event):
                    self._drop(prise)
            moment = time.monotonic()
            if moment >= look:
                look = moment + TURN / 4
                self._ring(moment)

    def _serve(self, prise: Prise, event: int) -> bool:
        try:
            if event & select.EPOLLOUT:
                prise.writable()
            if event & ~select.EPOLLOUT:
                received = prise.sock.recv(READ)
                return bool(received) and prise.readable(received)
            return True
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        except Exception:
            logger.exception("a socket could not be served")
            return False

    def _drop(self, prise: Prise) -> None:
        self.prises.pop(prise.fd, None)
        with contextlib.suppress(OSError, ValueError):
            self.epoll.unregister(prise.fd)
        prise.dispose()

    def _ring(self, moment: float) -> None:
        for thing in self._ripe(moment):
            try:
                if (again := thing.due(moment)) is not None:
                    self.later(again, thing)
            except Exception:
                logger.exception("what was due could not be done")

    def _ripe(self, moment: float) -> Iterator[Due]:
        while True:
            with self.lock:
                if not self.hours or self.hours[0][0] > moment:
                    return
                thing = heapq.heappop(self.hours)[2]
            yield thing
