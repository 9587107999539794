"""``kill -9`` in a burst of posts: what was acknowledged is there, once, retried or not."""

import threading
import time
from http.client import HTTPException

import pytest

from tests.produit.programme import Programme
from tests.tirage import chance, drawing

SERIES = ("maison", "simple")  # each by one driver of the sockets
KILLS = 4 if drawing() else 15  # in each series
WRITERS = ("amina", "hugo", "basile")


class Burst:
    """People who post without rest, and write down what the server acknowledged and what they sent."""

    def __init__(self, people: list[Programme], fil_id: int, turn: int) -> None:
        self.fil_id, self.turn = fil_id, turn
        self.sent: dict[str, tuple[Programme, str]] = {}
        self.acknowledged: dict[str, int] = {}
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(n, one)) for n, one in enumerate(people)]

    def write(self, number: int, person: Programme) -> None:
        """Post until the connection breaks."""
        for n in range(10_000):
            if self.over.is_set():
                return
            cle, texte = f"t{self.turn}-{number}-{n}", f"tour {self.turn}, {number}, {n}"
            self.sent[cle] = (person, texte)
            try:
                status, said = person.post(f"/fils/{self.fil_id}/messages", texte=texte, cle=cle)
            except (OSError, HTTPException, ValueError):
                return
            assert status == 201, said
            self.acknowledged[cle] = said["id"]

    def until_killed(self, produit, after: float) -> None:
        """Write for a moment, then lose the server."""
        for thread in self.threads:
            thread.start()
        time.sleep(after)
        produit.kill9()
        self.over.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.serveur
@pytest.mark.parametrize("prises", SERIES)
def test_nothing_acknowledged_is_lost_and_nothing_is_twice(new_produit, prises):
    produit, instants = new_produit(PRISES=prises), chance(f"kill {prises}")
    people = [Programme(produit.url, name) for name in WRITERS]
    fil_id = people[0].get("/fils")[1]["fils"][0]["id"]
    acknowledged: dict[str, int] = {}
    for turn in range(KILLS):
        burst = Burst(people, fil_id, turn)
        burst.until_killed(produit, instants.uniform(0.05, 0.6))
        produit.serve()
        acknowledged |= burst.acknowledged
        check(burst, fil_id, people[0])
    assert len(acknowledged) > KILLS
    seqs = [message["seq"] for message in people[0].everything(fil_id)]
    assert seqs == list(range(1, len(seqs) + 1))


def check(burst: Burst, fil_id: int, reader: Programme) -> None:
    """Each acknowledged message exactly once; a retry of any key gives the one message it made."""
    for cle, (person, texte) in burst.sent.items():
        status, said = person.post(f"/fils/{fil_id}/messages", texte=texte, cle=cle)
        assert status in (200, 201), said
        if cle in burst.acknowledged:
            assert (status, said["id"]) == (200, burst.acknowledged[cle])
    texts = [message["texte"] for message in reader.everything(fil_id)]
    for _, texte in burst.sent.values():
        assert texts.count(texte) == 1
