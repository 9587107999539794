"""The load: a program of its own that holds connections open and sends requests made beforehand.

Reads one order (JSON) on its input, writes one report (JSON) on its output: ``python -m bench.charge``.
In an order, ``requests`` are requests as they travel: connection k of n sends those of places k, k+n,
k+2n… then again; ``{n}`` stands for twelve digits that are never the same twice.
"""

import json
import select
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import cycle

NUMBER, DIGITS = "{n}", 12


@dataclass(frozen=True)
class Ordre:
    """What to send: to which port, for how many seconds, by how many connections."""

    port: int
    requests: list[str]
    seconds: float
    connections: int


@dataclass(frozen=True)
class Releve:
    """What came back: requests, seconds, latencies (ms, sorted), answers by status, bytes of the last."""

    done: int
    seconds: float
    latencies: list[float]
    statuses: dict[str, int]
    size: int

    @property
    def rps(self) -> float:
        """Requests per second."""
        return self.done / self.seconds

    def percentile(self, part: float) -> float:
        """Milliseconds under which this part of the requests were answered."""
        if not self.latencies:
            return float("nan")
        return self.latencies[min(len(self.latencies) - 1, int(len(self.latencies) * part))]


def a_number() -> int:
    """Microseconds of the clock on twelve digits: no two requests of a base get the same in eleven days."""
    return time.time_ns() // 1000 % 10**DIGITS


def send(order: Ordre) -> Releve:
    """Run an order in a process of its own. Raises ``RuntimeError`` with what it said when it fails."""
    command = [sys.executable, "-m", "bench.charge"]
    done = subprocess.run(command, input=json.dumps(asdict(order)), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return Releve(**json.loads(done.stdout))


class Ligne:
    """One connection: a request at a time."""

    def __init__(self, port: int, requests: list[str]) -> None:
        self.port, self.requests = port, cycle(one.encode() for one in requests)
        self.open()

    def open(self) -> None:
        """Connect, or connect again."""
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.heard, self.wanted = b"", 0

    def ask(self) -> None:
        """Send the request."""
        self.heard, self.wanted, self.began = b"", 0, time.perf_counter()
        self.socket.sendall(next(self.requests).replace(NUMBER.encode(), b"%012d" % a_number()))

    def over(self) -> bool:
        """Read what came; whether the answer is whole."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError(f"the server closed in the middle of an answer: {self.heard[:200]!r}")
        self.heard += part
        if not self.wanted and (end := self.heard.find(b"\r\n\r\n")) >= 0:
            self.wanted = end + 4 + _length(self.heard[:end].lower())
        return bool(self.wanted) and len(self.heard) >= self.wanted

    @property
    def status(self) -> str:
        """The status of the answer."""
        return self.heard[9:12].decode()

    @property
    def closing(self) -> bool:
        """Whether the server wants another connection for the next request."""
        return b"connection: close" in self.heard[:2000].lower()


def _length(head: bytes) -> int:
    if head[9:12] in (b"204", b"304"):
        return 0
    return int(head.partition(b"content-length:")[2].split(b"\r\n")[0])


def run(order: Ordre) -> Releve:
    """Send for as long as asked, each connection as soon as it is answered."""
    asked = order.requests
    step = order.connections
    lines = [Ligne(order.port, asked[n % len(asked) :: step]) for n in range(step)]
    by_file: dict[int, Ligne] = {}
    poll = select.epoll()
    latencies: list[float] = []
    statuses: Counter[str] = Counter()
    began = time.perf_counter()
    for line in lines:
        by_file[line.socket.fileno()] = line
        poll.register(line.socket.fileno(), select.EPOLLIN)
        line.ask()
    waiting, now, size = len(lines), began, 0
    while waiting:
        for file, _ in poll.poll(30):
            line = by_file[file]
            if not line.over():
                continue
            now = time.perf_counter()
            latencies.append((now - line.began) * 1000)
            statuses[line.status] += 1
            size = len(line.heard)
            if now - began > order.seconds:
                waiting -= 1
                continue
            if line.closing:
                poll.unregister(file)
                line.socket.close()
                line.open()
                by_file[line.socket.fileno()] = line
                poll.register(line.socket.fileno(), select.EPOLLIN)
            line.ask()
    return Releve(len(latencies), now - began, sorted(latencies), dict(statuses), size)


if __name__ == "__main__":
    print(json.dumps(asdict(run(Ordre(**json.load(sys.stdin))))))
