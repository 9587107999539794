"""At the gate: who says nothing leaves, who waits for our answer stays, nobody enters a house that closes."""

import threading
import time

import pytest
from engineio.socket import Socket

from socle import porter
from socle.extensions import socketio
from socle.porter import PATIENCE, Porter, Waiting
from socle.prises import take_leave
from socle.prises.handlers import Handlers
from socle.prises.line import Line
from tests.socle.prises.test_rooms import Written


@pytest.fixture
def arrived(app, monkeypatch):
    """``arrived("muette")``: the line of somebody who was let in and said nothing yet."""
    sockets: dict[str, Line] = {}
    monkeypatch.setattr(socketio.server.eio, "sockets", sockets)

    def come(sid: str) -> Line:
        line = Line(socketio.server.eio, sid, Handlers(1), left=lambda: None)
        line.prise = Written()
        sockets[sid] = line
        return line

    return come


def test_who_says_nothing_leaves_and_who_waits_for_an_answer_stays(arrived, monkeypatch):
    began, waiting = time.monotonic(), Waiting()
    mute, slow, known = arrived("muette"), arrived("lente"), arrived("connue")
    slow.busy = True
    for later in (0, PATIENCE - 0.1, PATIENCE + 0.1):
        assert not (mute.closed or slow.closed or known.closed)
        monkeypatch.setattr(porter.time, "monotonic", lambda later=later: began + later)
        waiting.drop({"connue"})
    assert (mute.closed, slow.closed, known.closed) == (True, False, False)
    slow.busy = False
    waiting.drop({"connue"})
    assert not slow.closed  # its time begins now
    monkeypatch.setattr(porter.time, "monotonic", lambda: began + 2 * PATIENCE + 0.2)
    waiting.drop({"connue"})
    assert slow.closed and not known.closed


def test_who_closes_a_mute_socket_does_not_wait_for_its_writer(arrived, monkeypatch):
    """With the stock driver: its thread may have died with words in its queue, which nobody will take."""
    mute = Socket(socketio.server.eio, "muette")
    socketio.server.eio.sockets["muette"] = mute
    waiting, began = Waiting(), time.monotonic()
    waiting.drop(set())
    monkeypatch.setattr(porter.time, "monotonic", lambda: began + PATIENCE + 1)
    sweeper = threading.Thread(target=waiting.drop, args=(set(),), daemon=True)
    sweeper.start()
    sweeper.join(5)
    assert not sweeper.is_alive() and mute.closed and not socketio.server.eio.sockets


def test_nobody_enters_a_house_that_closes(app):
    gate: Porter = app.extensions["porter"]
    try:
        assert gate._place_for("192.0.2.1") is not None
        take_leave(app, seconds=0.1)
        assert gate._place_for("192.0.2.2") is None
    finally:
        gate.closed, gate.inside = False, 0
        gate.held.clear()


def test_a_place_is_given_back_once():
    gate = Porter(lambda environ, start_response: [], 2, 2)
    first, second = gate._place_for("192.0.2.1"), gate._place_for("192.0.2.1")
    assert first and second and gate._place_for("192.0.2.1") is None
    first.leave()
    first.leave()
    assert gate._place_for("192.0.2.1") and gate._place_for("192.0.2.1") is None
    assert (gate.inside, dict(gate.held)) == (2, {"192.0.2.1": 2})
