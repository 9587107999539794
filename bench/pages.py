"""The table of pages: what each costs beside a bare list of the same rows, in the same minutes."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from statistics import median

from flask import Flask

from bench.tableau import Cell, table
from bench.tours import Cible, Serie, weight, window
from bench.visites import KEPT, SAME, Visite, visits
from tests.statements import counting

HEAD = (
    *("page", "r/s (1)", "p50 ms", "p95 ms", "r/s (8)", "p50 ms", "p95 ms", "CPU ms", "dont PG"),
    *("× liste nue", "SQL", "octets", "gzip"),
)
NU = {"liste": "liste nue", "statique": "page nue de 30 ko", "inchange": "304 nu"}
FEW, MANY = 1, 8


def bare(port: int, which: str) -> str:
    """A request to the bare application."""
    more = 'If-None-Match: "inchange"\r\n' if which == "inchange" else ""
    return f"GET /{which} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n{more}\r\n"


class Pages:
    """Pages measured in rounds: the bare list before each, each page by 1 then by 8 connections."""

    def __init__(self, app: Flask, produit: Cible, nu: Cible, seconds: float) -> None:
        self.app, self.produit, self.nu, self.seconds = app, produit, nu, seconds
        self.series: dict[str, dict[int, Serie]] = {}
        self.weights: dict[str, tuple[int, int | None, str]] = {}
        self.statements: dict[str, int] = {}

    def look(self, pages: list[str]) -> list[Visite]:
        """Visit each once: bytes, statements, and a browser that comes back where the page can say so."""
        found = visits(self.app, pages)
        for one in list(found):
            self.weights[one.name] = weight(self.produit.port, one.request(self.produit.port))
            self.statements[one.name] = self._statements(one)
            if one.how == KEPT and (etag := self.weights[one.name][2]):
                found.append(replace(one, how=SAME, etag=etag))
        for which, name in NU.items():
            size, packed, _ = weight(self.nu.port, bare(self.nu.port, which))
            self.weights[name] = (size, packed if size else None, "")
        return found

    def measure(self, found: list[Visite], rounds: int) -> None:
        """All rounds. Within one, each page is compared with the bare list measured just before it."""
        for turn in range(rounds):
            print(f"Tour {turn + 1} sur {rounds}…", file=sys.stderr, flush=True)
            for which in ("statique", "inchange"):
                self._window(NU[which], self.nu, bare(self.nu.port, which), FEW)
            for connections in (FEW, MANY):
                reference = 0.0
                # What is answered from memory costs the same to one or to eight.
                asked = [one for one in found if connections == FEW or not one.how]
                for place, one in enumerate(asked):
                    if place % 3 == 0:
                        self._window(NU["liste"], self.nu, bare(self.nu.port, "liste"), connections)
                        reference = self.series[NU["liste"]][connections].fenetres[-1].cpu
                    self._window(one.name, self.produit, self._request(one), connections)
                    serie = self.series[one.name][connections]
                    serie.ratios.append(serie.fenetres[-1].cpu / reference)

    def _request(self, one: Visite) -> str:
        """What is sent; who holds a page already holds the latest."""
        if one.how == SAME:
            now = weight(self.produit.port, replace(one, etag="").request(self.produit.port))[2]
            one = replace(one, etag=now)
        return one.request(self.produit.port)

    def _window(self, name: str, cible: Cible, request: str, connections: int) -> None:
        serie = self.series.setdefault(name, {}).setdefault(connections, Serie())
        serie.fenetres.append(window(cible, [request], self.seconds, connections))

    def _statements(self, one: Visite) -> int:
        """Counted in this process, once everything is warm.

        Asked from a thread of its own: in this one, a request would find what the last knew of its person.
        """
        headers = {"Accept": "text/html"} | ({"Cookie": one.cookie} if one.cookie else {})
        client = self.app.test_client(use_cookies=False)
        with self.app.app_context(), ThreadPoolExecutor(1) as elsewhere:
            for turn in range(2):
                mark = f"{'&' if '?' in one.path else '?'}essai={turn}"
                with counting() as asked:
                    elsewhere.submit(
                        client.get, one.path + ("" if one.how else mark), headers=headers
                    ).result()
        return len(asked)

    def report(self) -> str:
        """The table."""
        return table(HEAD, [self._row(name) for name in self.series])

    def _row(self, name: str) -> list[Cell]:
        few, many = (self.series[name].get(n) for n in (FEW, MANY))
        speeds = [one.middle(what) if one else None for one in (few, many) for what in ("rps", "p50", "p95")]
        ratios = sorted((few.ratios if few else []) + (many.ratios if many else []))
        best = many or few
        assert best is not None
        size, packed, _ = self.weights.get(name, (None, None, ""))
        costs = [best.middle("cpu"), best.middle("postgresql") if self.produit.postgresql else None]
        middle = median(ratios) if ratios else None
        return [name, *speeds, *costs, middle, self.statements.get(name), size, packed]
