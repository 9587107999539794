"""Windows of load, one after the other, several rounds over: medians, and ratios within the same round."""

import gzip
import http.client
from dataclasses import dataclass, field
from statistics import median

from bench.charge import NUMBER, Ordre, Releve, a_number, send
from bench.processus import cpu


@dataclass(frozen=True)
class Cible:
    """Who is measured: where it listens, its process, the process of its database if any."""

    port: int
    pid: int
    postgresql: int | None = None


@dataclass
class Fenetre:
    """What one window told: requests, and CPU milliseconds of each (application, PostgreSQL)."""

    releve: Releve
    application: float
    postgresql: float

    @property
    def cpu(self) -> float:
        """CPU milliseconds of a request, in all."""
        return self.application + self.postgresql


@dataclass
class Serie:
    """The windows of one thing measured at one concurrency, and the ratios to the bare list beside them."""

    fenetres: list[Fenetre] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    def middle(self, name: str) -> float:
        """The median of ``cpu``, ``application``, ``postgresql``, ``rps``, ``p50`` or ``p95``."""
        read = {
            "rps": lambda one: one.releve.rps,
            "p50": lambda one: one.releve.percentile(0.5),
            "p95": lambda one: one.releve.percentile(0.95),
        }.get(name, lambda one: getattr(one, name))
        return median(read(one) for one in self.fenetres)


def window(cible: Cible, requests: list[str], seconds: float, connections: int) -> Fenetre:
    """Send these requests for so long; what it cost. Raises ``RuntimeError`` when an answer is a refusal."""
    base = cpu(cible.postgresql) if cible.postgresql else 0.0
    began = cpu(cible.pid)
    releve = send(Ordre(cible.port, requests, seconds, connections))
    spent = cpu(cible.pid) - began
    asked = (cpu(cible.postgresql) - base) if cible.postgresql else 0.0
    if refused := {status: n for status, n in releve.statuses.items() if status[0] not in "23"}:
        raise RuntimeError(f"réponses {refused} à : {requests[0].splitlines()[0]}")
    return Fenetre(releve, spent * 1000 / releve.done, asked * 1000 / releve.done)


def weight(port: int, request: str) -> tuple[int, int, str]:
    """Bytes of the body, as it is and compressed (by the server if it does, else here), and its ETag."""
    plain, headers = _fetched(port, request)
    packed, told = _fetched(port, request.replace("\r\nAccept:", "\r\nAccept-Encoding: gzip\r\nAccept:", 1))
    size = len(packed) if told.get("content-encoding") == "gzip" else len(gzip.compress(plain, 6))
    return len(plain), size, headers.get("etag", "")


def _fetched(port: int, request: str) -> tuple[bytes, dict[str, str]]:
    head = request.replace(NUMBER, f"{a_number():012d}").split("\r\n\r\n")[0].split("\r\n")
    method, path, _ = head[0].split(" ")
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request(method, path, headers=dict(one.split(": ", 1) for one in head[1:]))
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return body, {name.lower(): value for name, value in answer.getheaders()}
