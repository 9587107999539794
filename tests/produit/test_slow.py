"""The product before a crowd behind one address, clients that finish nothing, and the order to stop."""

import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import websocket

from tests.deploy.clients import heard, latency

pytestmark = pytest.mark.serveur
PEOPLE = 300
PAGE = b"GET /connexion HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
NO_BODY = b"POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n"


@pytest.fixture
def lines() -> Iterator[Callable[..., list[socket.socket]]]:
    """``lines(produit, b"…", 300)``: connections that said this."""
    with ExitStack() as stack:

        def opened(produit, words: bytes, number: int = PEOPLE) -> list[socket.socket]:
            them = [
                stack.enter_context(socket.create_connection(("127.0.0.1", produit.port), 10))
                for _ in range(number)
            ]
            for line in them:
                line.sendall(words)
            return them

        yield opened


def test_three_hundred_people_behind_one_address_are_served_together(new_produit, lines):
    produit = new_produit(RATE_LIMITS="on")
    them = lines(produit, PAGE % produit.port)
    assert [heard(line, 60)[:12] for line in them] == [b"HTTP/1.1 200"] * PEOPLE


def test_unfinished_requests_silence_nothing(new_produit, lines):
    produit = new_produit(DELAI_ENTETE="3", DELAI_CORPS="3")
    unfinished = lines(produit, HALF_A_HEAD) + lines(produit, NO_BODY)
    for _ in range(3):
        assert latency(f"{produit.url}/sante") < 1
    assert all(b"HTTP/1.1 408" in heard(line) for line in unfinished)


@pytest.mark.parametrize("prises", ("maison", "simple"))
def test_asked_to_stop_it_finishes_what_is_begun_and_lets_sockets_go(new_produit, lines, prises):
    produit = new_produit(PRISES=prises, PRISES_MAX="200")
    sockets = [
        websocket.create_connection(f"ws://127.0.0.1:{produit.port}/socket.io/?EIO=4&transport=websocket")
        for _ in range(80)
    ]
    lines(produit, HALF_A_HEAD, 100)
    asked = lines(produit, PAGE % produit.port, 20)
    began = time.monotonic()
    produit.process.send_signal(signal.SIGTERM)
    answers = [heard(line) for line in asked]
    assert produit.process.wait(10) == 0
    assert time.monotonic() - began < 5
    assert [answer[:12] for answer in answers] == [b"HTTP/1.1 200"] * 20
    for one in sockets:
        one.close(timeout=0.1)
