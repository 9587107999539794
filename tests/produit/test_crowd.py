"""Many sockets at once leave the pages their threads; mute ones are hung up, one person has a few."""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest
import websocket

from socle.live import SCREENS
from tests.produit.programme import Programme

pytestmark = pytest.mark.serveur
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


def test_silent_sockets_neither_freeze_the_house_nor_stay(new_produit, opened):
    produit = new_produit(SOCKETS_MOST="10")
    lines = opened(produit.url, 40)
    assert 4 <= len(lines) <= 5  # ten sockets, and half of them for one address
    assert answers(produit.url) < 1
    assert hung_up(lines, 8)
    assert len(opened(produit.url, 1)) == 1


def test_one_person_has_a_few_sockets(produit, opened):
    jeton = Programme(produit.url, "basile").jeton
    admitted = 0
    lines = opened(produit.url, SCREENS + 4)
    for line in lines:
        line.recv()
        line.send("40" + json.dumps({"jeton": jeton}))
        admitted += line.recv().startswith("40")
    assert admitted == SCREENS
    other = opened(produit.url, 1)[0]
    other.recv()
    other.send("40" + json.dumps({"jeton": Programme(produit.url, "amina").jeton}))
    assert other.recv().startswith("40")
