"""The WebSocket protocol (RFC 6455) as far as the house speaks it: no extension, no subprotocol, text only.

``wsproto`` judges the handshake and every frame that comes in. A frame that goes out is written here, since
it is the same bytes for everyone: a server masks nothing (§5.1).
"""

import struct
from collections.abc import Iterator
from typing import Any

from wsproto import ConnectionType, WSConnection
from wsproto.connection import Connection, ConnectionState
from wsproto.events import AcceptConnection, BytesMessage, CloseConnection, Ping, Request, TextMessage
from wsproto.frame_protocol import Opcode
from wsproto.utilities import RemoteProtocolError

FINAL = 0x80
SHORT, MEDIUM = 126, 1 << 16
# RFC 6455 §7.4.1; 1012 and 1013 are in the registry of IANA that it opens (§11.7).
NORMAL, PROTOCOL, UNSUPPORTED, MALFORMED = 1000, 1002, 1003, 1007
POLICY, TOO_BIG, RESTART = 1008, 1009, 1012
NO_CODE = 1005


class Broken(Exception):
    """What came in is not the protocol: the line is closed with ``code``."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def handshake(environ: dict[str, Any]) -> bytes:
    """The answer 101 to a request that asks for a WebSocket (§4.2.2). Raises ``ValueError`` otherwise."""
    headers = [
        (name[5:].replace("_", "-").lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in environ.items()
        if name.startswith("HTTP_")
        and (name[5:8] == "SEC" or name in ("HTTP_HOST", "HTTP_UPGRADE", "HTTP_CONNECTION"))
    ]
    line = WSConnection(ConnectionType.SERVER)
    try:
        line.initiate_upgrade_connection(headers, b"/")
        if not isinstance(next(line.events(), None), Request):
            raise ValueError("not a WebSocket handshake")
        return line.send(AcceptConnection())
    except (RemoteProtocolError, UnicodeError) as wrong:
        raise ValueError(str(wrong)) from wrong
    except Exception as wrong:  # h11 refuses a header in its own words
        raise ValueError("not a WebSocket handshake") from wrong


def framed(opcode: int, payload: bytes) -> bytes:
    """One whole frame, unmasked (§5.2)."""
    size = len(payload)
    if size < SHORT:
        return bytes((FINAL | opcode, size)) + payload
    if size < MEDIUM:
        return struct.pack("!BBH", FINAL | opcode, 126, size) + payload
    return struct.pack("!BBQ", FINAL | opcode, 127, size) + payload


def text(words: str) -> bytes:
    """The frame of a text."""
    return framed(Opcode.TEXT, words.encode())


def pong(payload: bytes) -> bytes:
    """The answer to a ping, with its own words (§5.5.3)."""
    return framed(Opcode.PONG, payload)


def close(code: int, reason: str = "") -> bytes:
    """The frame that ends a conversation; the reason is cut at what a control frame holds (§5.5)."""
    if code == NO_CODE:
        return framed(Opcode.CLOSE, b"")
    words = reason.encode()[:123].decode(errors="ignore").encode()
    return framed(Opcode.CLOSE, struct.pack("!H", code) + words)


class Reader:
    """What one browser says, put together again: ``feed`` gives texts, pings (bytes) and its end (int)."""

    __slots__ = ("_line", "_parts", "_size", "most")

    def __init__(self, most: int) -> None:
        self.most = most
        self._line = Connection(ConnectionType.SERVER)
        self._parts: list[str] = []
        self._size = 0

    def feed(self, received: bytes) -> Iterator[str | bytes | int]:
        """Whole texts, payloads of pings, the code of its close. Raises ``Broken``."""
        self._line.receive_data(received)
        for event in self._line.events():
            if isinstance(event, TextMessage):
                yield from self._whole(event)
            elif isinstance(event, BytesMessage):
                raise Broken(UNSUPPORTED, "text only")
            elif isinstance(event, Ping):
                yield bytes(event.payload)
            elif isinstance(event, CloseConnection):
                if self._line.state is ConnectionState.OPEN:  # wsproto gives up
                    raise Broken(event.code, event.reason or "")
                yield int(event.code)

    def _whole(self, event: TextMessage) -> Iterator[str]:
        self._size += len(event.data.encode())
        if self._size > self.most:
            raise Broken(TOO_BIG, "too big")
        if event.data:  # empty parts weigh nothing: they may come without end
            self._parts.append(event.data)
        if event.message_finished:
            whole = "".join(self._parts)
            self._parts.clear()
            self._size = 0
            yield whole
