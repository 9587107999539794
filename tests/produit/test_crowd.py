"""Many sockets at once leave the pages their threads; mute ones are hung up, one person has a few."""

import json
import resource
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest
import websocket

from tests.produit.programme import Programme
from tests.socle.prises.browser import eventually

pytestmark = pytest.mark.serveur
PRISES = ("maison", "simple")
PATH = "/socket.io/?EIO=4&transport=websocket"


@pytest.fixture
def opened() -> Iterator[Callable[[str, int], list[websocket.WebSocket]]]:
    """``opened(url, 40)``: the transports that were let in; closed after the test, or the product waits."""
    lines: list[websocket.WebSocket] = []

    def let_in(url: str, how_many: int) -> list[websocket.WebSocket]:
        before = len(lines)
        for _ in range(how_many):
            try:
                lines.append(websocket.create_connection(url.replace("http", "ws", 1) + PATH, timeout=5))
            except (websocket.WebSocketException, OSError):
                continue
        return lines[before:]

    yield let_in
    for line in lines:
        line.close(timeout=0.1)


def answers(url: str) -> float:
    """How long the address of surveillance takes."""
    began = time.monotonic()
    with urllib.request.urlopen(f"{url}/sante", timeout=5) as answer:
        assert answer.status == 200
    return time.monotonic() - began


def still_open(line: websocket.WebSocket) -> bool:
    """Whether the server keeps it; what it said meanwhile is read."""
    line.settimeout(0.05)
    try:
        while line.recv():
            pass
    except websocket.WebSocketTimeoutException:
        return True
    except (websocket.WebSocketException, OSError):
        return False
    return False


def hung_up(lines: list[websocket.WebSocket], seconds: float) -> bool:
    """Whether the server let all of them go in that time."""
    until = time.monotonic() + seconds
    while lines := [line for line in lines if still_open(line)]:
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.parametrize("prises", PRISES)
def test_silent_sockets_neither_freeze_the_house_nor_stay(new_produit, opened, prises):
    produit = new_produit(PRISES=prises, PRISES_MAX="10", PRISES_PAR_ADRESSE="5")
    lines = opened(produit.url, 40)
    assert len(lines) == 5
    assert answers(produit.url) < 1
    assert hung_up(lines, 8)
    # A browser hears the end a moment before its place is given back; it tries again by itself.
    assert eventually(lambda: len(opened(produit.url, 1)) == 1)


def test_one_person_has_a_few_sockets(produit, opened):
    jeton = Programme(produit.url, "basile").jeton
    admitted = 0
    lines = opened(produit.url, 16)
    for line in lines:
        line.recv()
        line.send("40" + json.dumps({"jeton": jeton}))
        admitted += line.recv().startswith("40")
    assert admitted == 12
    other = opened(produit.url, 1)[0]
    other.recv()
    other.send("40" + json.dumps({"jeton": Programme(produit.url, "amina").jeton}))
    assert other.recv().startswith("40")


def test_a_meeting_room_gets_in_by_one_address(new_produit, opened):
    produit = new_produit(RATE_LIMITS="on")
    jetons = [Programme(produit.url, name).jeton for name in ("basile", "amina")]
    lines = opened(produit.url, 300)
    assert len(lines) == 300
    for line, jeton in zip(lines[::150], jetons, strict=True):
        line.recv()
        line.send("40" + json.dumps({"jeton": jeton}))
        assert line.recv().startswith("40")
    assert answers(produit.url) < 1


def test_without_descriptors_left_the_house_keeps_those_it_has(new_produit, opened):
    produit = new_produit()
    resource.prlimit(produit.worker(), resource.RLIMIT_NOFILE, (300, 300))
    lines = opened(produit.url, 400)
    assert 20 <= len(lines) <= 44  # what is kept for pages, the database and files was not taken
    assert answers(produit.url) < 1
    assert hung_up(lines, 8)
    # A browser hears the end a moment before its place is given back; it tries again by itself.
    assert eventually(lambda: len(opened(produit.url, 1)) == 1)
