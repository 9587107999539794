"""Sockets held by one program: they follow a fil, count what they hear, and when.

One loop reads all of them: frames are walked, not decoded, so that the reader is not what is measured.
"""

import json
import os
import select
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n"
    "Origin: http://127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n"
)
MESSAGE, STAMP = b'42["fil:message"', b'"t":'
AT_ONCE = 50  # sockets that are entering at the same time


@dataclass(frozen=True)
class Qui:
    """Someone who listens: their cookie, the fil they follow."""

    cookie: str
    fil_id: int


def framed(text: bytes) -> bytes:
    """A text frame as a browser sends it, masked by zeros: nothing to compute, the same for the server."""
    size = len(text)
    head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + text


class Client:
    """One socket and where it stands: handshake, entering, following; ``ready`` once it hears its fil."""

    def __init__(self, port: int, qui: Qui, number: int) -> None:
        self.qui, self.ready, self.kept, self.upgraded = qui, False, b"", False
        self.socket = socket.socket()
        # An address for each: a town does not come from one machine.
        self.socket.bind((f"127.{1 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}", 0))
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(HANDSHAKE.format(port=port, cookie=qui.cookie).encode())
        self.socket.setblocking(False)

    def say(self, text: str) -> None:
        """Send a packet."""
        self.socket.send(framed(text.encode()))

    def upgrade(self, part: bytes) -> bytes:
        """Read the answer to the handshake; what follows it. Raises ``ConnectionError`` when refused."""
        head, found, rest = (self.kept + part).partition(b"\r\n\r\n")
        if not found:
            self.kept += part
            return b""
        if b" 101 " not in head[:16]:
            raise ConnectionError(head.split(b"\r\n")[0].decode())
        self.upgraded, self.kept = True, b""
        return rest

    def enter(self, payload: bytes) -> None:
        """Answer what the server says while one comes in. Raises ``ConnectionError`` for a refusal."""
        if payload[:1] == b"0":
            self.say("40")
        elif payload[:2] == b"40":
            self.say(f'420["fil:follow",{{"fil_id":{self.qui.fil_id},"after":999999999}}]')
        elif payload[:3] == b"430":
            if not json.loads(payload[3:])[0].get("ok"):
                raise ConnectionError(payload.decode())
            self.ready = True
        elif payload[:2] == b"44":
            raise ConnectionError(payload.decode())


class Foule:
    """Everyone who listens. ``heard`` messages in all, ``others`` packets besides; latencies when asked."""

    def __init__(self, port: int) -> None:
        self.port, self.poll = port, select.epoll()
        self.clients: dict[int, Client] = {}
        self.refusals: list[str] = []
        self.joined: list[float] = []  # when each began to follow
        self.heard = self.others = 0
        self.latencies: list[int] | None = None

    def enter(self, people: list[Qui], patience: float = 120) -> None:
        """Let them come in, some at a time, until each follows or is refused; ``patience`` in seconds."""
        waiting, until = deque(enumerate(people)), time.monotonic() + patience
        self.began = time.monotonic()
        entering: set[int] = set()
        while (waiting or entering) and time.monotonic() < until:
            while waiting and len(entering) < AT_ONCE:
                number, qui = waiting.popleft()
                if (file := self._open(qui, number)) is not None:
                    entering.add(file)
            self.turn(0.05)
            entering = {file for file in entering if file in self.clients and not self.clients[file].ready}
        self.refusals += ["sans réponse"] * (len(entering) + len(waiting))

    def _open(self, qui: Qui, number: int) -> int | None:
        try:
            client = Client(self.port, qui, number)
        except OSError as refusal:
            self.refusals.append(str(refusal))
            return None
        file = client.socket.fileno()
        self.clients[file] = client
        self.poll.register(file, select.EPOLLIN)
        return file

    @property
    def ready(self) -> int:
        """How many follow."""
        return sum(one.ready for one in self.clients.values())

    def turn(self, patience: float) -> None:
        """Read all that waits; come back after ``patience`` seconds at most."""
        for file, _ in self.poll.poll(patience, 1024):
            client = self.clients[file]
            try:
                part = client.socket.recv(65_536)
                if not part:
                    raise ConnectionError("fermée par le serveur")
                self._read(client, part)
            except BlockingIOError:
                continue
            except OSError as refusal:
                self.refusals.append(str(refusal)[:80])
                self.poll.unregister(file)
                del self.clients[file]
                client.socket.close()

    def _read(self, client: Client, part: bytes) -> None:
        """Walk the frames of what came: in one loop without a call, since a server says 100,000 a second."""
        buffer = client.kept + part if client.upgraded and client.kept else part
        if not client.upgraded:
            buffer = client.upgrade(part)
        place, size, heard = 0, len(buffer), 0
        while size - place >= 4 or (size - place >= 2 and buffer[place + 1] < 126):
            length, start = buffer[place + 1], place + 2
            if length == 126:
                length, start = buffer[place + 2] << 8 | buffer[place + 3], place + 4
            elif length == 127:
                raise ConnectionError("une trame de plus de 64 ko")
            end = start + length
            if end > size:
                break
            if buffer.startswith(MESSAGE, start):
                heard += 1
                if self.latencies is not None:
                    stamp = buffer[buffer.rindex(STAMP, start, end) + 4 : end].split(b"}", 1)[0]
                    self.latencies.append(time.monotonic_ns() - int(stamp))
            else:
                self._packet(client, buffer[place] & 15, buffer[start:end])
            place = end
        client.kept = buffer[place:] if client.upgraded else client.kept
        self.heard += heard

    def _packet(self, client: Client, opcode: int, payload: bytes) -> None:
        """What is not a message: a ping, the end, the steps of who comes in, or the rest."""
        if payload == b"2":
            client.say("3")
        elif opcode == 8:
            raise ConnectionError(f"fermée : {payload[2:].decode(errors='replace')}")
        elif not client.ready:
            client.enter(payload)
            if client.ready:
                self.joined.append(time.monotonic())
        else:
            self.others += 1

    def listen(self, seconds: float, enough: Callable[[], bool] = lambda: False) -> None:
        """Hear for so long, or until it is enough."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not enough():
            self.turn(0.02)

    def leave(self) -> None:
        """Close all."""
        for client in self.clients.values():
            client.socket.close()
        os.close(self.poll.fileno())
