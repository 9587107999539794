"""The crowd of the bench hears what a server says, whatever the cut of the parts that come."""

import json
import socket
import threading

import pytest

from bench.clients import Foule, Qui, framed
from bench.parties import PARTS, sections


def said(text: str) -> bytes:
    """A frame as a server writes it."""
    payload = text.encode()
    head = (
        bytes([0x81, len(payload)]) if len(payload) < 126 else b"\x81\x7e" + len(payload).to_bytes(2, "big")
    )
    return head + payload


MESSAGE = said('42["fil:message",{"fil_id":1,"html":"' + "x" * 300 + '","t":1}]')
OPENING = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"


class Serveur:
    """A server of one socket: it reads until a text comes, and says what it is told to."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def take(self) -> None:
        self.line, self.address = self.listener.accept()
        self.line.settimeout(5)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.wait_for(b"\r\n\r\n")

    def wait_for(self, text: bytes) -> bytes:
        heard = b""
        while text not in heard:
            heard += self.line.recv(4096)
        return heard

    def welcome(self, ok: bool = True) -> None:
        self.line.sendall(OPENING + said('0{"sid":"a"}'))
        self.wait_for(framed(b"40"))
        self.line.sendall(said('40{"sid":"b"}'))
        self.wait_for(b"fil:follow")
        self.line.sendall(said(f"430{json.dumps([{'ok': ok, 'reason': 'non'}])}"))


@pytest.fixture
def serveur():
    served = Serveur()
    yield served
    served.listener.close()


def entered(serveur: Serveur, *answers) -> Foule:
    def serve() -> None:
        serveur.take()
        serveur.welcome(*answers)

    threading.Thread(target=serve, daemon=True).start()
    foule = Foule(serveur.port)
    foule.enter([Qui("session=a", 7)], patience=5)
    return foule


def test_each_message_is_heard_once_however_it_is_cut(serveur):
    foule = entered(serveur)
    assert (foule.ready, foule.refusals) == (1, [])
    assert serveur.address[0] == "127.1.0.1"  # people do not share an address
    several = MESSAGE * 3 + said("2") + said('42["fil:presence",{}]') + MESSAGE
    for size in (1, 7, len(several)):
        for start in range(0, len(several), size):
            serveur.line.sendall(several[start : start + size])
            foule.turn(0.05)
        foule.listen(0.05)
    assert (foule.heard, foule.others) == (12, 3)
    assert framed(b"3") in serveur.wait_for(framed(b"3"))
    foule.leave()


def test_who_is_refused_is_not_held(serveur):
    foule = entered(serveur, False)
    assert (foule.ready, len(foule.refusals)) == (0, 1)
    foule.leave()


def test_a_socket_says_what_a_browser_says():
    assert framed(b"40") == b"\x81\x82\0\0\0\x0040"
    assert framed(b"x" * 200)[:4] == b"\x81\xfe\x00\xc8"


def test_parts_are_taken_away_then_put_back(app, cast):
    client = app.test_client()
    whole = client.get("/communautes").text
    assert "<footer" in whole
    for name, without in PARTS.items():
        with without(app):
            rest = client.get("/communautes")
        assert rest.status_code == 200
        assert len(rest.text) < len(whole) or "habillage" in name
    assert len(client.get("/communautes").text) == len(whole)


def test_sections_are_timed_then_left_alone(app, cast):
    clock = {}
    with sections(app, clock):
        app.test_client().get("/communautes")
    assert clock["gabarits"][1] == 1
    assert clock["SQL, dans le pilote"][1] >= 1
    assert clock["ORM, base comprise"][0] >= clock["SQL, dans le pilote"][0]
    known = {name: list(spent) for name, spent in clock.items()}
    app.test_client().get("/communautes")
    assert clock == known
