"""Two processes that hear each other by Redis: what one was told reaches the sockets of the other, once."""

import pytest

from tests.produit.prises.navigateur import Navigateur
from tests.produit.programme import Programme
from tests.serveurs import Produit
from tests.socle.prises.browser import eventually

pytestmark = [pytest.mark.serveur, pytest.mark.redis]


@pytest.fixture
def two(prepared, redis_url):
    """Two processes of one place; on SQLite too, where the product would refuse it in one folder."""
    first = prepared(REDIS_URL=redis_url, TACHES="separees")
    second = Produit(
        {
            "DATABASE_URL": first.env.get("DATABASE_URL", f"sqlite:///{first.folder}/fabrique.db"),
            "SECRET_KEY": (first.folder / "cles" / "secret").read_text().strip(),
            "REDIS_URL": redis_url,
            "TACHES": "separees",
        }
    )
    for one in (first, second):
        one.serve()
    yield first, second
    for one in (second, first):
        one.stop()


def test_what_is_written_in_one_process_is_heard_in_the_other(two):
    here, there = two
    amina, basile = Programme(here.url, "amina"), Programme(there.url, "basile")
    fil_id = amina.get("/fils")[1]["fils"][0]["id"]
    navigateur = Navigateur(there.url)
    try:
        navigateur.open("basile", auth={"jeton": basile.jeton})
        last = navigateur.ask("basile", "fil:follow", fil_id=fil_id, after=0)["head"]
        for number in range(20):
            by = (amina, basile)[number % 2]
            assert by.post(f"/fils/{fil_id}/messages", texte=f"n {number}", cle=f"deux {number}")[0] == 201
        assert eventually(lambda: len(navigateur.events("basile", "fil:message")) == 20)
        heard = [message["seq"] for message in navigateur.events("basile", "fil:message")]
        assert sorted(heard) == list(range(last + 1, last + 21))
    finally:
        navigateur.leave()
