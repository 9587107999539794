"""The table of acts: replies, reactions, readings, by one then by eight people at once."""

import sys
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote_plus

from flask import Flask
from sqlalchemy import select

from bench.base import calm, entry, members, open_sessions, short_fils
from bench.charge import DIGITS, NUMBER, a_number
from bench.tableau import Cell, table
from bench.tours import Cible, Serie, window
from echanges.fils.models import Fil, Message
from socle.extensions import db
from tests.statements import counting

HEAD = (*("acte", "personnes", "par s", "p50 ms", "p95 ms", "p95 / p50", "CPU ms", "dont PG", "SQL"),)
SAID = "Nous pouvons y passer une heure jeudi, si le local est libre. " * 5


class Demande(NamedTuple):
    """A form before it travels: by whom, where, which answers; ``{n}`` in it is never the same twice."""

    compte_id: int
    path: str
    fields: dict[str, str]


def replies(people: list[int], same_fil: bool = False) -> list[Demande]:
    """A reply by each, in a fil of their own unless ``same_fil``, as the page's own script posts it."""
    fils = short_fils(len(people))
    return [
        Demande(
            one,
            f"/fils/{fils[0 if same_fil else place % len(fils)]}/messages",
            {"texte": SAID, "cle": f"banc-{one}-{NUMBER}", "reponse_a": ""},
        )
        for place, one in enumerate(people)
    ]


def reactions(people: list[int]) -> list[Demande]:
    """A reaction by each under a message of a fil of their own, then taken back, and again."""
    fils, asked = short_fils(len(people)), []
    for more in ("", "/retrait"):
        for place, one in enumerate(people):
            fil_id = fils[place % len(fils)]
            message = db.session.scalar(select(Message.id).where(Message.fil_id == fil_id, Message.rang == 1))
            asked.append(Demande(one, f"/fils/{fil_id}/messages/{message}/reactions/accord{more}", {}))
    return asked


def readings(people: list[int]) -> list[Demande]:
    """A fil of their own read to its end by each."""
    fils = short_fils(len(people))
    found = [db.session.get_one(Fil, fils[place % len(fils)]) for place in range(len(people))]
    return [
        Demande(one, f"/fils/{fil.id}/lecture", {"rang": str(fil.dernier_rang)})
        for one, fil in zip(people, found, strict=True)
    ]


ACTES: dict[str, Callable[[list[int]], list[Demande]]] = {
    "répondre": replies,
    "répondre dans le même fil": lambda people: replies(people, same_fil=True),
    "réagir": reactions,
    "lire": readings,
}


class Actes:
    """Acts measured in rounds. They change the base: pages are measured before."""

    def __init__(self, app: Flask, produit: Cible, seconds: float) -> None:
        self.app, self.produit, self.seconds = app, produit, seconds
        self.series: dict[tuple[str, int], Serie] = {}
        self.statements: dict[str, int] = {}

    def measure(self, rounds: int, writers: tuple[int, ...] = (1, 8)) -> None:
        """All rounds."""
        orders = {
            (name, how_many): self._requests(name, how_many)
            for how_many in writers
            for name in ACTES
            if how_many > 1 or "même" not in name
        }
        self.statements = {name: self._statements(name) for name in ACTES}
        for turn in range(rounds):
            print(f"Actes : tour {turn + 1} sur {rounds}…", file=sys.stderr, flush=True)
            for key, requests in orders.items():
                calm(self.app)
                serie = self.series.setdefault(key, Serie())
                serie.fenetres.append(window(self.produit, requests, self.seconds, key[1]))

    def _asked(self, name: str, how_many: int) -> list[Demande]:
        people = members(how_many)
        open_sessions(people)
        return ACTES[name](people)

    def _requests(self, name: str, how_many: int) -> list[str]:
        with self.app.app_context():
            return [travelling(self.app, self.produit.port, one) for one in self._asked(name, how_many)]

    def _statements(self, name: str) -> int:
        """Counted in this process, once everything is warm."""
        with self.app.app_context():
            demande = self._asked(name, 1)[0]
            cookie, token = entry(self.app, demande.compte_id)
            client = self.app.test_client(use_cookies=False)
            headers = {"Cookie": cookie, "Accept": "application/json"}
            for _ in range(2):
                fields = {n: v.replace(NUMBER, f"{a_number():012d}") for n, v in demande.fields.items()}
                with counting() as asked:
                    client.post(demande.path, data={"csrf_token": token, **fields}, headers=headers)
        return len(asked)

    def report(self) -> str:
        """The table."""
        rows: list[list[Cell]] = []
        for (name, how_many), serie in self.series.items():
            rps, p50, p95 = (serie.middle(what) for what in ("rps", "p50", "p95"))
            asked = serie.middle("postgresql") if self.produit.postgresql else None
            costs = [serie.middle("cpu"), asked]
            rows.append([name, how_many, rps, p50, p95, p95 / p50, *costs, self.statements[name]])
        return table(HEAD, rows)


def travelling(app: Flask, port: int, demande: Demande) -> str:
    """The form as it travels, with the cookie and the token of its person."""
    cookie, token = entry(app, demande.compte_id)
    answers = {"csrf_token": token, **demande.fields}
    body = "&".join(f"{name}={_escaped(value)}" for name, value in answers.items())
    lines = [
        f"POST {demande.path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: {app.config['PUBLIC_URL']}",
        "Accept: application/json",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body.replace(NUMBER, '0' * DIGITS).encode())}",
        f"Cookie: {cookie}",
    ]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def _escaped(value: str) -> str:
    """As a form writes it; the place of the number stays."""
    return quote_plus(value, safe="{}")
