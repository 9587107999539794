"""Who is in which room, and one emission to all of them: framed once, written to each prise directly.

A big room is told by one thread apart, so that whoever posts is answered meanwhile; while it has something
to tell, small rooms wait behind, and everyone hears in order. What is told twice in a row to one room goes
out in one write.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from engineio import packet as eio_packet
from socketio import Manager

from . import frames
from .line import Line

logger = logging.getLogger(__name__)

INLINE = 200  # as many are told by who emits: some milliseconds
TOGETHER = 64_000  # bytes written at once


class Told(NamedTuple):
    """One emission."""

    namespace: str
    room: Any
    skip: tuple[str, ...]
    packet: eio_packet.Packet
    frame: bytes

    def goes_with(self, other: "Told") -> bool:
        """Whether the same people hear both."""
        return (self.namespace, self.room, self.skip) == (other.namespace, other.room, other.skip)


class Telling:
    """The thread that tells big rooms, in the order it was asked."""

    def __init__(self, tell: Callable[[list[Told]], None]) -> None:
        self.tell = tell
        self.waiting: deque[Told] = deque()
        self.ready = threading.Condition()
        self.thread: threading.Thread | None = None
        self.busy = False

    def put(self, told: Told) -> None:
        """Tell it after what already waits."""
        with self.ready:
            self.waiting.append(told)
            self.busy = True
            if self.thread is None:
                self.thread = threading.Thread(target=self.run, name="telling", daemon=True)
                self.thread.start()
            self.ready.notify()

    def run(self) -> None:
        """Until the process ends."""
        while True:
            together = self._next()
            try:
                self.tell(together)
            except Exception:
                logger.exception("an emission failed")

    def _next(self) -> list[Told]:
        with self.ready:
            while not self.waiting:
                self.busy = False
                self.ready.notify_all()
                self.ready.wait()
            together, weight = [self.waiting.popleft()], 0
            while self.waiting and self.waiting[0].goes_with(together[0]) and weight < TOGETHER:
                weight += len(self.waiting[0].frame)
                together.append(self.waiting.popleft())
            return together

    def drained(self, seconds: float) -> bool:
        """Wait until everything is told."""
        with self.ready:
            return self.ready.wait_for(lambda: not self.busy, seconds)


class Rooms(Manager):  # type: ignore[misc]  # the library says no types
    """The rooms of this process."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, set[Any]] = {}  # the rooms of each socket
        self.changing = threading.RLock()
        self.telling = Telling(self._deliver)

    def emit(self, event: str, data: Any, namespace: str, room: Any = None, **options: Any) -> None:
        """As the mother does; callbacks, lists of rooms and binary data are hers."""
        room = options.get("to") or room
        if options.get("callback") or isinstance(room, list | tuple):
            super().emit(event, data, namespace, room=room, **options)
            return
        here = self.rooms.get(namespace, {}).get(room)
        if not here:
            return
        args = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        encoded = self.server.packet_class(2, namespace=namespace, data=[event, *args]).encode()
        if isinstance(encoded, list):
            super().emit(event, data, namespace, room=room, **options)
            return
        skip = options.get("skip_sid") or ()
        skipped = tuple(skip) if isinstance(skip, list) else (skip,) if skip else ()
        pkt = eio_packet.Packet(eio_packet.MESSAGE, encoded)
        told = Told(namespace, room, skipped, pkt, frames.text(f"{eio_packet.MESSAGE}{encoded}"))
        alone = self.is_sid_room(namespace, room)  # hears nothing that others hear: no order to keep
        if alone or (len(here) <= INLINE and not self.telling.busy):
            self._deliver([told])
        else:
            self.telling.put(told)

    def _deliver(self, together: list[Told]) -> None:
        """To whoever is in the room by now: who left meanwhile hears nothing."""
        first = together[0]
        here = self.rooms.get(first.namespace, {}).get(first.room)
        if not here:
            return
        frame = first.frame if len(together) == 1 else b"".join(told.frame for told in together)
        lines, skip = self.server.eio.sockets, first.skip
        for sid, eio_sid in here._fwdm.copy().items():
            if sid in skip:
                continue
            line = lines.get(eio_sid)
            if isinstance(line, Line):
                line.prise.write(frame)
            else:
                for told in together:
                    self.server._send_eio_packet(eio_sid, told.packet)

    # The mother was written for one thread, and looks for a socket in every room of the process.

    def pre_connect(self, eio_sid: str, namespace: str) -> str | None:
        """One at a time."""
        with self.changing:
            return super().pre_connect(eio_sid, namespace)  # type: ignore[no-any-return]

    def connect(self, sid: str, namespace: str) -> str:
        """One at a time."""
        with self.changing:
            return super().connect(sid, namespace)  # type: ignore[no-any-return]

    def pre_disconnect(self, sid: str, namespace: str) -> str | None:
        """One at a time."""
        with self.changing:
            return super().pre_disconnect(sid, namespace)  # type: ignore[no-any-return]

    def is_connected(self, sid: str, namespace: str) -> bool:
        """One at a time."""
        with self.changing:
            return super().is_connected(sid, namespace)  # type: ignore[no-any-return]

    def basic_enter_room(self, sid: str, namespace: str, room: Any, eio_sid: str | None = None) -> None:
        """Note it both ways."""
        with self.changing:
            super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
            self.held.setdefault(sid, set()).add(room)

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        """Note it both ways."""
        with self.changing:
            super().basic_leave_room(sid, namespace, room)
            if (held := self.held.get(sid)) is not None:
                held.discard(room)

    def basic_disconnect(self, sid: str, namespace: str, **options: Any) -> None:
        """Leave the rooms it is in, and those only."""
        with self.changing:
            for room in self.held.pop(sid, ()):
                super().basic_leave_room(sid, namespace, room)
            self.callbacks.pop(sid, None)
            for waiting in (self.pending_connect, self.pending_disconnect):
                if sid in waiting.get(namespace, ()):
                    waiting[namespace].remove(sid)
                    if not waiting[namespace]:
                        del waiting[namespace]

    def get_rooms(self, sid: str, namespace: str) -> list[Any]:
        """The rooms of one socket, its own included."""
        return [room for room in list(self.held.get(sid, ())) if room is not None]
