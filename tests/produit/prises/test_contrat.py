"""What browsers are promised on a socket, by both drivers: the official client sees no difference."""

import json
import threading
import time
import urllib.error
import urllib.request

import pytest
import websocket

from tests.produit.prises.navigateur import cookie_of, sign_out
from tests.produit.programme import Programme

pytestmark = pytest.mark.serveur
PATH = "/socket.io/?EIO=4&transport=websocket"


@pytest.fixture
def amina(served) -> Programme:
    """Someone who writes."""
    return Programme(served.url, "amina")


@pytest.fixture
def fil_id(amina) -> int:
    """A fil that she may write in."""
    return amina.get("/fils")[1]["fils"][0]["id"]


def head(programme: Programme, fil_id: int) -> int:
    """The last seq of the fil."""
    return programme.everything(fil_id)[-1]["seq"]


def seqs(navigateur, name: str) -> list[int]:
    """What a line heard of fils, in its order."""
    return [message["seq"] for message in navigateur.events(name, "fil:message")]


def test_a_browser_enters_by_its_cookie_and_from_our_pages_only(served, navigateur):
    cookie = {"Cookie": cookie_of(served.url, "hugo")}
    ours = {**cookie, "Origin": served.url}
    assert navigateur.open("hugo", extraHeaders=ours)["word"] == "connect"
    assert navigateur.ask("hugo", "heads", fils=[])["ok"]
    for n, headers in enumerate(
        ({**cookie, "Origin": "https://evil.example"}, cookie, {"Origin": served.url})
    ):
        assert navigateur.open(f"other{n}", extraHeaders=headers, reconnection=False)["word"] == "refused"
    refused = navigateur.open("guest", extraHeaders={"Origin": served.url}, reconnection=False)
    assert refused["data"] == {"motif": "session"}
    refused = navigateur.open("shared", extraHeaders=ours, auth={"compte": "999999"}, reconnection=False)
    assert refused["data"] == {"motif": "autre"}


def test_a_program_enters_by_its_token(navigateur, amina):
    assert navigateur.open("amina", auth={"jeton": amina.jeton})["word"] == "connect"
    refused = navigateur.open("wrong", auth={"jeton": "fab_faux"}, reconnection=False)
    assert (refused["word"], refused["data"]) == ("refused", {"motif": "session"})


def test_answers_come_in_the_order_of_the_questions(navigateur, amina, fil_id):
    navigateur.open("amina", auth={"jeton": amina.jeton})
    for number in range(30):
        navigateur.do("emit", "amina", event="heads", data={"fils": [fil_id]}, id=1000 + number)
    navigateur.wait("amina", lambda told: told.get("id") == 1029)
    asked = [told["id"] for told in navigateur.of("amina") if told["word"] == "ack"]
    assert asked == list(range(1000, 1030))


def test_what_several_people_write_is_heard_once_and_in_order(served, navigateur, amina, fil_id):
    first = head(amina, fil_id)
    for name in ("a", "b"):
        navigateur.open(name, auth={"jeton": amina.jeton})
        assert navigateur.ask(name, "fil:follow", fil_id=fil_id, after=first)["ok"]

    def write(person: Programme, who: str) -> None:
        for number in range(15):
            texte = f"{who} {number}"
            assert person.post(f"/fils/{fil_id}/messages", texte=texte, cle=f"{first} {texte}")[0] == 201

    people = [Programme(served.url, name) for name in ("basile", "hugo")]
    writers = [threading.Thread(target=write, args=(one, str(n))) for n, one in enumerate(people)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    for name in ("a", "b"):
        navigateur.wait(name, lambda told: told.get("event") == "fil:message", seconds=10)
        until = time.monotonic() + 5
        while len(seqs(navigateur, name)) < 30 and time.monotonic() < until:
            time.sleep(0.02)
        assert sorted(seqs(navigateur, name)) == list(range(first + 1, first + 31))


def test_who_was_cut_comes_back_and_gets_what_was_missed(navigateur, amina, fil_id):
    navigateur.open("amina", auth={"jeton": amina.jeton}, reconnectionDelay=300)
    last = navigateur.ask("amina", "fil:follow", fil_id=fil_id, after=0)["head"]
    before = len(navigateur.of("amina"))
    navigateur.do("cut", "amina")
    navigateur.wait("amina", lambda told: told["word"] == "disconnect", since=before)
    for number in range(3):
        texte = f"pendant l'absence {number}"
        amina.post(f"/fils/{fil_id}/messages", texte=texte, cle=f"{last} {texte}")
    navigateur.wait("amina", lambda told: told["word"] == "connect", since=before)
    missed = navigateur.ask("amina", "fil:follow", fil_id=fil_id, after=last)
    assert [message["seq"] for message in missed["messages"]] == [last + 1, last + 2, last + 3]


def test_a_page_that_ends_is_forgotten(navigateur, amina, fil_id):
    for name in ("stays", "goes"):
        navigateur.open(name, auth={"jeton": amina.jeton})
        navigateur.ask(name, "fil:follow", fil_id=fil_id)
    time.sleep(1.2)
    before = len(navigateur.of("stays"))
    navigateur.do("close", "goes")
    told = navigateur.wait("stays", lambda told: told.get("event") == "fil:presence", since=before)
    assert told["data"]["nombre"] == 1


def test_who_loses_a_session_hears_why_and_is_refused(served, navigateur):
    cookie = cookie_of(served.url, "nora")
    headers = {"Cookie": cookie, "Origin": served.url}
    navigateur.open("nora", extraHeaders=headers)
    sign_out(served.url, cookie)
    assert navigateur.wait("nora", lambda told: told.get("event") == "raccroche")["data"] == {
        "motif": "session"
    }
    gone = navigateur.wait("nora", lambda told: told["word"] == "disconnect")
    assert gone["reason"] == "io server disconnect"
    before = len(navigateur.of("nora"))
    navigateur.do("connect", "nora")
    refused = navigateur.wait("nora", lambda told: told["word"] == "refused", since=before)
    assert refused["data"] == {"motif": "session"}


def test_typing_is_heard_once_a_second(served, navigateur, amina, fil_id):
    basile = Programme(served.url, "basile")
    navigateur.open("amina", auth={"jeton": amina.jeton})
    navigateur.open("basile", auth={"jeton": basile.jeton})
    for name in ("amina", "basile"):
        navigateur.ask(name, "fil:follow", fil_id=fil_id)
    answers = [navigateur.ask("amina", "fil:typing", fil_id=fil_id)["ok"] for _ in range(5)]
    assert answers == [True, False, False, False, False]
    navigateur.wait("basile", lambda told: told.get("event") == "fil:typing")
    assert len(navigateur.events("basile", "fil:typing")) == 1
    assert navigateur.events("amina", "fil:typing") == []


def test_a_silent_socket_is_closed_and_a_broken_one_too(served):
    line = websocket.create_connection(served.url.replace("http", "ws", 1) + PATH, timeout=5)
    assert json.loads(line.recv()[1:])["upgrades"] == []
    line.send("tout autre chose")
    with pytest.raises((websocket.WebSocketException, OSError)):
        while line.recv():
            pass
        raise OSError("closed by a frame")


def test_polling_is_refused(served):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{served.url}/socket.io/?EIO=4&transport=polling", timeout=5)
    assert refused.value.code == 400
