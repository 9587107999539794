"""The other end of a prise: what a browser sends and reads, in the protocol as ``wsproto`` writes it."""

import socket
import struct
import time
from collections.abc import Callable

from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import CloseConnection, Event, Ping, Pong, TextMessage

from socle.prises.loop import Loop
from socle.prises.prise import Prise

MOST = 64_000


class Heard:
    """An ear that only remembers."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.ends = 0

    def said(self, words: str) -> None:
        """A whole text."""
        self.words.append(words)

    def gone(self) -> None:
        """The end."""
        self.ends += 1

    def due(self, moment: float) -> None:
        """Nothing is due."""


class Browser:
    """A client on its own end of a connection; the house has the other one, in ``prise``."""

    def __init__(self, loop: Loop, room_for: int = 0) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.sock = socket.socket()
            if room_for:
                self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room_for)
            self.sock.connect(door.getsockname())
            theirs, _ = door.accept()
        if room_for:
            theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, room_for)
        theirs.setblocking(False)
        self.sock.settimeout(3)
        self.line = Connection(ConnectionType.CLIENT)
        self.part = ""  # of a text that is still coming
        self.ear = Heard()
        self.prise = Prise(theirs, loop, MOST)
        self.prise.ear = self.ear
        loop.add(self.prise)

    def say(self, *events: Event) -> None:
        """Send whole messages, pings, a close."""
        self.sock.sendall(b"".join(self.line.send(event) for event in events))

    def text(self, words: str) -> None:
        """Send a text."""
        self.say(TextMessage(words))

    def raw(self, octets: bytes) -> None:
        """Send anything at all."""
        self.sock.sendall(octets)

    def events(self, until: Callable[[list[Event]], bool]) -> list[Event]:
        """What comes, until that is enough, or the house hung up, or nothing comes any more."""
        came: list[Event] = []
        while not until(came):
            try:
                received = self.sock.recv(65_536)
            except OSError:
                break
            if not received:
                break
            self.line.receive_data(received)
            for event in self.line.events():
                self._gather(event, came)
        return came

    def _gather(self, event: Event, came: list[Event]) -> None:
        if isinstance(event, TextMessage):
            self.part += event.data
            if event.message_finished:
                came.append(TextMessage(self.part))
                self.part = ""
        else:
            came.append(event)

    def texts(self, how_many: int) -> list[str]:
        """So many texts."""
        came = self.events(
            lambda came: len([one for one in came if isinstance(one, TextMessage)]) >= how_many
        )
        return [one.data for one in came if isinstance(one, TextMessage)]

    def pong(self) -> bytes:
        """The payload of the next pong."""
        came = self.events(lambda came: any(isinstance(one, Pong) for one in came))
        return next(bytes(one.payload) for one in came if isinstance(one, Pong))

    def code(self) -> int | None:
        """The code with which the house closes; ``None`` when it hangs up without a word."""
        came = self.events(lambda came: any(isinstance(one, CloseConnection) for one in came))
        return next((int(one.code) for one in came if isinstance(one, CloseConnection)), None)

    def leave(self) -> None:
        """Go without a word."""
        self.sock.close()


def masked(first: int, payload: bytes = b"", size: int | None = None, mask: bool = True) -> bytes:
    """A frame written by hand, right or wrong: first byte, payload, the length it pretends to have."""
    said = len(payload) if size is None else size
    flag = 0x80 if mask else 0
    if said < 126:
        head = bytes((first, flag | said))
    elif said < 65_536:
        head = struct.pack("!BBH", first, flag | 126, said)
    else:
        head = struct.pack("!BBQ", first, flag | 127, said)
    key = b"\x11\x22\x33\x44" if mask else b""
    hidden = bytes(octet ^ key[i % 4] for i, octet in enumerate(payload)) if mask else payload
    return head + key + hidden


def eventually(condition: Callable[[], bool], seconds: float = 3.0) -> bool:
    """Whether it becomes true in that time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True


__all__ = ["MOST", "Browser", "CloseConnection", "Ping", "eventually", "masked"]
