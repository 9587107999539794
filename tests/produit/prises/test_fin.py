"""How a line ends: the process is asked to stop, or the browser reads nothing any more."""

import json
import signal
import socket
import threading
import time

import pytest
import websocket

from tests.produit.programme import Programme

pytestmark = pytest.mark.serveur
PATH = "/socket.io/?EIO=4&transport=websocket"
SOCKETS = 96
WRITTEN = 220
LONG = "Ce que dit une salle entière. " * 400


def follow(url: str, jeton: str, fil_id: int, after: int, **options) -> websocket.WebSocket:
    """A socket of one's own that follows a fil."""
    line = websocket.create_connection(url.replace("http", "ws", 1) + PATH, timeout=10, **options)
    line.recv()
    line.send("40" + json.dumps({"jeton": jeton}))
    assert line.recv().startswith("40")
    line.send("421" + json.dumps(["fil:follow", {"fil_id": fil_id, "after": after}]))
    while not line.recv().startswith("431"):
        continue
    return line


def until_the_end(line: websocket.WebSocket) -> tuple[list[str], int | None]:
    """The texts that still come, and the code of the close."""
    texts, code = [], None
    try:
        while code is None:
            opcode, payload = line.recv_data(control_frame=True)
            if opcode == websocket.ABNF.OPCODE_CLOSE:
                code = int.from_bytes(payload[:2], "big") or 0
            elif opcode == websocket.ABNF.OPCODE_TEXT:
                texts.append(payload.decode())
    except (websocket.WebSocketException, OSError):
        pass
    return texts, code


def read(line: websocket.WebSocket, live: list[int]) -> None:
    """Read as a browser does, until all of it is there."""
    while len(live) < WRITTEN:
        text = line.recv()
        if text.startswith('42["fil:message"'):
            live.append(json.loads(text[2:])[1]["seq"])
        elif text == "2":
            line.send("3")


@pytest.mark.parametrize("prises", ["maison", "simple"])
def test_browsers_are_told_that_the_process_ends_and_it_ends(new_produit, prises):
    produit = new_produit(
        PRISES=prises, PRISES_MAX="150", PRISES_PAR_ADRESSE="150", PRISES_PAR_PERSONNE="200"
    )
    amina = Programme(produit.url, "amina")
    fil_id = amina.get("/fils")[1]["fils"][0]["id"]
    lines = [
        follow(produit.url, amina.jeton, fil_id, 0) for _ in range(SOCKETS if prises == "maison" else 40)
    ]
    began = time.monotonic()
    produit.process.send_signal(signal.SIGTERM)
    ends = [until_the_end(line) for line in lines]
    assert produit.process.wait(10) == 0
    assert time.monotonic() - began < 5
    assert all('42["raccroche",{"motif":"redemarrage"}]' in texts for texts, _ in ends)
    if prises == "maison":
        assert {code for _, code in ends} == {1012}


def test_who_reads_nothing_is_cut_and_gets_all_of_it_later(new_produit):
    produit = new_produit()
    amina = Programme(produit.url, "amina")
    fil_id = amina.get("/fils")[1]["fils"][0]["id"]
    last = amina.everything(fil_id)[-1]["seq"]
    slow = follow(
        produit.url, amina.jeton, fil_id, last, sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)]
    )
    live: list[int] = []
    witness = threading.Thread(target=read, args=(follow(produit.url, amina.jeton, fil_id, last), live))
    witness.start()
    for number in range(WRITTEN):
        assert (
            amina.post(f"/fils/{fil_id}/messages", texte=f"{number} {LONG}", cle=f"lent {number}")[0] == 201
        )
    texts, code = until_the_end(slow)
    heard = [json.loads(text[2:])[1]["seq"] for text in texts if text.startswith('42["fil:message"')]
    assert code is None  # cut: no frame fits in a pipe that is full
    assert heard == list(range(last + 1, last + 1 + len(heard))) and len(heard) < WRITTEN

    witness.join(20)
    assert live == list(range(last + 1, last + 1 + WRITTEN))

    back = follow(produit.url, amina.jeton, fil_id, last + WRITTEN)
    held, more = last + len(heard), True
    while more:
        back.send("421" + json.dumps(["fil:follow", {"fil_id": fil_id, "after": held}]))
        while not (text := back.recv()).startswith("431"):
            continue
        answer = json.loads(text[3:])[0]
        assert [one["seq"] for one in answer["messages"]] == list(
            range(held + 1, held + 1 + len(answer["messages"]))
        )
        held, more = answer["messages"][-1]["seq"], answer["more"]
    assert held == last + WRITTEN
