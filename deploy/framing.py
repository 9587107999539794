"""Where a request ends, and nothing else: gunicorn's parser stays the only judge of what it says.

Bytes are followed as they come, so that a request takes a thread only once it is whole. What cannot be
followed (two lengths, a length beside chunks, a bare LF…) is handed over at once and cut: the parser refuses,
and the connection ends with the answer, so that no byte behind it is ever read as a request (RFC 9112 §6.3,
§11.2).
"""

import re
from dataclasses import dataclass, field
from typing import Protocol

HEAD_MOST = 65_536  # bytes of a head; gunicorn's own limits would let one client hold 800 kB
LINE_MOST = 8_190  # bytes of the line of a chunk, and of what follows the last one: gunicorn's limit
END = b"\r\n\r\n"
BARE_LF = re.compile(rb"(?<!\r)\n")
HEX = re.compile(rb"[0-9A-Fa-f]{1,15}")
FOLLOWED = {b"content-length", b"transfer-encoding", b"expect", b"upgrade"}


class Odd(Exception):
    """Nobody can say where this request ends: the parser will refuse it, or its connection must close."""


class Body(Protocol):
    """The rest of a request, piece by piece."""

    def feed(self, piece: bytes) -> bool:
        """Count a piece, and tell whether the body is whole. Raises ``Odd``."""


@dataclass
class Length:
    """A body whose length was told (RFC 9112 §6.2)."""

    awaited: int

    def feed(self, piece: bytes) -> bool:
        """Count a piece, and tell whether the body is whole."""
        self.awaited -= len(piece)
        return self.awaited <= 0


@dataclass
class Chunks:
    """A body in chunks (RFC 9112 §7.1): lines of sizes are read, what lies between is skipped."""

    most: int
    line: bytearray = field(default_factory=bytearray)
    skipping: int = 0
    told: int = 0
    last: bool = False

    def feed(self, piece: bytes) -> bool:
        """Follow a piece, and tell whether the last chunk and its trailer are here. Raises ``Odd``."""
        view = memoryview(piece)
        while view:
            if self.skipping:
                passed = min(self.skipping, len(view))
                self.skipping -= passed
                view = view[passed:]
                continue
            view = self._read_line(view)
            if self.last and self._trailer_ended():
                return True
        return False

    def _read_line(self, view: memoryview) -> memoryview:
        """Take bytes until the line of a size is whole; after the last one, until its trailer is."""
        before = len(self.line)
        self.line += view[: LINE_MOST + 1]
        if self.last:
            return view[LINE_MOST + 1 :]
        at = self.line.find(b"\r\n", max(0, before - 1))
        if at < 0:
            if len(self.line) > LINE_MOST:
                raise Odd
            return view[LINE_MOST + 1 :]
        line, rest = bytes(self.line[:at]), view[at + 2 - before :]
        self.line.clear()
        self._size(line)
        return rest

    def _size(self, line: bytes) -> None:
        digits = line.partition(b";")[0].rstrip(b" \t")
        if not HEX.fullmatch(digits):
            raise Odd
        size = int(digits, 16)
        self.told += size
        if self.told > self.most:
            raise Odd
        self.last = size == 0
        self.skipping = size + 2 if size else 0  # the parser checks that CRLF ends the chunk

    def _trailer_ended(self) -> bool:
        if len(self.line) > LINE_MOST:
            raise Odd
        return self.line.startswith(b"\r\n") or END in self.line


class Framing:
    """One request that arrives: is it whole, may it be told to go on, where did it become odd."""

    def __init__(self, most: int) -> None:
        """``most``: the longest body that is waited for; a longer one is handed at once, to be refused."""
        self.most = most
        self.ready = self.cut = self.too_long = self.goes_on = self.upgrades = False
        self.received = 0
        self._head = bytearray()
        self._body: Body | None = None

    @property
    def begun(self) -> bool:
        """Whether a byte has come."""
        return self.received > 0

    @property
    def in_body(self) -> bool:
        """Whether the head is whole and the body is not."""
        return self._body is not None

    def feed(self, piece: bytes) -> None:
        """Follow a piece: ``ready`` becomes true when a thread may take the request."""
        self.received += len(piece)
        try:
            if self._body is None:
                piece = self._read_head(piece)
            if not self.ready and self._body is not None:
                # Lines of sizes weigh too: a body of one byte a chunk is no longer than the others.
                self.ready = self._body.feed(piece)
                if not self.ready and self.received > HEAD_MOST + 2 * self.most:
                    raise Odd
        except Odd:
            self.ready = self.cut = True

    def _read_head(self, piece: bytes) -> bytes:
        before = len(self._head)
        self._head += piece
        at = self._head.find(END, max(0, before - 3))
        if BARE_LF.search(self._head, max(0, before - 1), at if at >= 0 else len(self._head)):
            raise Odd
        if at > HEAD_MOST or (at < 0 and len(self._head) > HEAD_MOST):
            self.too_long = True
        if at < 0 or self.too_long:
            return b""
        head, rest = bytes(self._head[:at]), bytes(self._head[at + len(END) :])
        self._head.clear()
        self._understand(head.removeprefix(b"\r\n").split(b"\r\n"))
        return rest

    def _understand(self, lines: list[bytes]) -> None:
        told: dict[bytes, list[bytes]] = {}
        for line in lines[1:]:
            name, _, value = line.partition(b":")
            if name.lower() in FOLLOWED:
                told.setdefault(name.lower(), []).append(value.strip(b" \t").lower())
        self.upgrades = b"websocket" in told.get(b"upgrade", ())
        expected = told.get(b"expect", [])
        if expected not in ([], [b"100-continue"]):
            raise Odd
        self._body = self._framed(told.get(b"content-length", []), told.get(b"transfer-encoding", []))
        if self._body is None:
            self.ready = True
        self.goes_on = bool(expected) and lines[0].endswith(b"HTTP/1.1")

    def _framed(self, lengths: list[bytes], codings: list[bytes]) -> Body | None:
        match lengths, codings:
            case [], []:
                return None
            case [length], [] if length.isdigit() and len(length) < 16 and int(length) <= self.most:
                return Length(int(length)) if int(length) else None
            case [], [b"chunked"]:
                return Chunks(self.most)
        raise Odd
