"""What a crowd of sockets hears: a program of its own, beside the server that it measures.

Reads one order (JSON) on its input, writes one report (JSON) on its output: ``python -m bench.ecoute``.
"""

import http.client
import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from http import HTTPStatus
from itertools import count
from typing import Any, NamedTuple

from bench.charge import Ordre, Releve, send
from bench.clients import Foule, Qui
from bench.processus import cpu, memory

LIGHT, TYPISTS, STROKES = 20, 40, 5  # paced emissions; people who type, strokes per second of each
DELIVERIES = 20_000  # of one burst: enough that what surrounds it weighs nothing


@dataclass(frozen=True)
class Ecoute:
    """Whom to hear: port and process of the server, people (cookie, fil), for how many seconds.

    ``page`` is a request whose pace is watched meanwhile; none for a server without pages.
    """

    port: int
    pid: int
    people: list[tuple[str, int]]
    seconds: float
    page: str = ""


@dataclass
class Entendu:
    """What was heard. Rates per second, times in ms, memory in MB for a thousand sockets."""

    asked: int
    held: int
    refusals: dict[str, int]
    joins: float
    last_joins: float  # of the last quarter against the first: 1 when joining is linear
    memory: float
    delivered: float  # emissions in bursts: a server may put several in one writing
    alone: float  # the same asked for one by one
    cpu: float  # µs of server CPU for one message delivered
    busy: float  # per cent of its own core that the reader spent: near 100, it is the reader that is measured
    last_p50: float
    last_p95: float
    others: int  # packets besides messages, while people came in
    pages: dict[str, list[float]]  # p50, p95, when idle, told, typed at


def hear(order: Ecoute) -> Entendu:
    """Run an order in a process of its own. Raises ``RuntimeError`` with what it said when it fails."""
    command = [sys.executable, "-m", "bench.ecoute"]
    done = subprocess.run(command, input=json.dumps(asdict(order)), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return Entendu(**json.loads(done.stdout))


class Flot(NamedTuple):
    """What a flood tells: messages delivered per second, server CPU (µs) of each, the reader's per cent."""

    delivered: float
    cpu: float
    busy: float


class Salle:
    """The crowd of an order, once it is in."""

    def __init__(self, order: Ecoute) -> None:
        self.order, self.foule = order, Foule(order.port)
        self.fils = sorted({fil_id for _, fil_id in order.people})
        self.hands = ThreadPoolExecutor(2)
        self.local = threading.local()

    def emit(self, times: int) -> Future[None]:
        """Ask the server to tell each room its message so many times; done when it has."""
        return self.hands.submit(self._emit, times)

    def _emit(self, times: int) -> None:
        if not hasattr(self.local, "line"):
            self.local.line = http.client.HTTPConnection("127.0.0.1", self.order.port, timeout=120)
        asked = f"/banc/emission?fils={','.join(map(str, self.fils))}&fois={times}"
        try:
            self._ask(asked)
        except http.client.RemoteDisconnected:  # a server closes a line that said nothing for some seconds
            self._ask(asked)

    def _ask(self, path: str) -> None:
        self.local.line.request("GET", path)
        answer = self.local.line.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{path} : {answer.status}")

    def lasts(self, how_many: int) -> list[float]:
        """For emissions one by one: milliseconds until the last of the crowd has heard, sorted."""
        told = []
        for _ in range(how_many):
            self.foule.latencies, wanted = [], self.foule.heard + self.foule.ready
            asked = self.emit(1)
            self.foule.listen(10, partial(self._heard, wanted))
            asked.result()
            told.append(max(self.foule.latencies, default=10**10) / 1e6)
        self.foule.latencies = None
        return sorted(told)

    def _heard(self, wanted: int) -> bool:
        return self.foule.heard >= wanted

    def flood(self, times: int) -> Flot:
        """What is delivered per second with two bursts always asked for, server CPU (µs) of each."""
        burst, waiting = times * self.foule.ready, [self.emit(times)]
        own = time.thread_time()
        began, spent, start = time.monotonic(), cpu(self.order.pid), self.foule.heard
        asked = start + burst
        while time.monotonic() - began < self.order.seconds:
            if self.foule.heard > asked - burst:
                waiting.append(self.emit(times))
                asked += burst
            self.foule.turn(0.01)
        elapsed, heard = time.monotonic() - began, self.foule.heard - start
        busy = (time.thread_time() - own) / elapsed * 100
        spent = cpu(self.order.pid) - spent
        self.foule.listen(20, partial(self._heard, asked))
        for one in waiting:
            one.result()
        return Flot(heard / elapsed, spent / max(1, heard) * 1e6, busy)

    def page_while(self, each: float, act: Callable[[int], Any]) -> list[float]:
        """p50 and p95 of the page while ``act(turn)`` is done every ``each`` seconds."""
        order = Ordre(self.order.port, [self.order.page], self.order.seconds, 1)
        with ThreadPoolExecutor(1) as hand:
            asked: Future[Releve] = hand.submit(send, order)
            for turn in count():
                act(turn)
                self.foule.listen(each, asked.done)
                if asked.done():
                    break
        return [asked.result().percentile(part) for part in (0.5, 0.95)]

    def pages(self) -> dict[str, list[float]]:
        """The page when nothing is told, when all are told something four times a second, when forty type."""
        typists = [one for one in list(self.foule.clients.values()) if one.ready][:TYPISTS]

        def type_in(turn: int) -> None:
            for one in typists:
                one.say(f'42["fil:typing",{{"fil_id":{one.qui.fil_id}}}]')

        return {
            "repos": self.page_while(0.2, lambda turn: None),
            "diffusion": self.page_while(0.25, lambda turn: self.emit(1)),
            "frappe": self.page_while(1 / STROKES, type_in),
        }


def run(order: Ecoute) -> Entendu:
    """Let the crowd in, then hear."""
    salle, held = Salle(order), memory(order.pid)
    foule = salle.foule
    foule.enter([Qui(cookie, fil_id) for cookie, fil_id in order.people])
    foule.listen(1)
    grown, others = memory(order.pid) - held, foule.others
    entered = foule.ready
    if entered:
        salle.lasts(3)
    lasts = salle.lasts(LIGHT) if entered else [float("nan")]
    told = alone = Flot(0.0, float("nan"), 0.0)
    if entered:
        told = salle.flood(max(1, DELIVERIES // entered))
        alone = salle.flood(1)
    pages = salle.pages() if order.page and entered else {}
    refusals = {why: foule.refusals.count(why) for why in set(foule.refusals)}
    joins = foule.joined
    foule.leave()
    return Entendu(
        asked=len(order.people),
        held=entered,
        refusals=refusals,
        joins=len(joins) / (joins[-1] - foule.began) if joins else 0.0,
        last_joins=_quarters(foule.began, joins),
        memory=grown * 1000 / max(1, entered),
        delivered=told.delivered,
        cpu=told.cpu,
        busy=told.busy,
        alone=alone.delivered,
        last_p50=lasts[len(lasts) // 2],
        last_p95=lasts[min(len(lasts) - 1, int(len(lasts) * 0.95))],
        others=others,
        pages=pages,
    )


def _quarters(began: float, joins: list[float]) -> float:
    quarter = len(joins) // 4
    if quarter < 2:
        return float("nan")
    return (joins[quarter - 1] - began) / (joins[-1] - joins[-quarter - 1])


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asked = json.load(sys.stdin)
    print(json.dumps(asdict(run(Ecoute(**asked)))))
