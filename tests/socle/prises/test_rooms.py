"""Rooms: one frame for everybody, big rooms told apart and in order, a socket that goes leaves nothing."""

import sys
import threading
import time

import pytest
import socketio
from bidict import bidict

from socle.prises import frames as trames
from socle.prises import rooms
from socle.prises.driver import Driver
from socle.prises.line import Line
from tests.socle.prises.browser import eventually


class Written:
    """A prise that only remembers."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def write(self, frame: bytes) -> None:
        """What the kernel would get."""
        self.frames.append(frame)

    def close(self, code: int, reason: str = "") -> None:
        """Over."""


@pytest.fixture
def house():
    """A server with our rooms and our driver, and nobody yet."""
    server = socketio.Server(async_mode="threading", client_manager=rooms.Rooms(), async_handlers=False)
    server.driver = Driver(server.eio)
    return server


def come(house, *names: str) -> tuple[str, Written]:
    """Somebody in these rooms."""
    eio_sid = house.eio.generate_id()
    line = Line(house.eio, eio_sid, house.driver.handlers, left=lambda: None)
    line.prise = Written()
    house.eio.sockets[eio_sid] = line
    sid = house.manager.connect(eio_sid, "/")
    for name in names:
        house.manager.enter_room(sid, "/", name)
    return sid, line.prise


def test_one_frame_is_the_same_bytes_for_everybody(house):
    people = [come(house, "fil:1") for _ in range(5)]
    _, elsewhere = come(house, "fil:2")
    house.emit("fil:message", {"seq": 1}, to="fil:1", skip_sid=people[0][0])
    frames = [one.frames for _, one in people]
    assert frames[0] == [] and elsewhere.frames == []
    assert frames[1] == [trames.text('42["fil:message",{"seq":1}]')]
    assert all(told[0] is frames[1][0] for told in frames[2:])


def test_a_big_room_does_not_hold_who_emits_and_hears_in_order(house, monkeypatch):
    monkeypatch.setattr(rooms, "INLINE", 3)
    people = [come(house, "fil:1") for _ in range(10)]
    _, small = come(house, "fil:2", "fil:1")
    gate = threading.Event()
    monkeypatch.setattr(people[0][1], "write", lambda frame: gate.wait(5), raising=False)
    for seq in range(20):
        house.emit("fil:message", {"seq": seq}, to="fil:1")
        house.emit("fil:message", {"seq": seq}, to="fil:2")
    assert small.frames == []  # who emits is free already, nothing overtakes
    gate.set()
    assert house.manager.telling.drained(5)
    for _, one in people[1:]:
        words = b"".join(one.frames)
        assert [words.index(b'"seq":%d}' % seq) for seq in range(20)] == sorted(
            words.index(b'"seq":%d}' % seq) for seq in range(20)
        )
        assert words.count(b"fil:message") == 20
    assert b"".join(small.frames).count(b"fil:message") == 40


def test_what_is_told_twice_in_a_row_goes_out_in_one_write(house, monkeypatch):
    monkeypatch.setattr(rooms, "INLINE", 0)
    sid, one = come(house, "fil:1")
    _, gatekeeper = come(house, "garde")
    gate = threading.Event()
    monkeypatch.setattr(gatekeeper, "write", lambda frame: gate.wait(5), raising=False)
    house.emit("attente", {}, to="garde")
    for seq in range(10):
        house.emit("fil:message", {"seq": seq}, to="fil:1")
    gate.set()
    assert house.manager.telling.drained(5)
    assert len(one.frames) == 1 and one.frames[0].count(b"fil:message") == 10


def test_who_left_before_it_was_told_hears_nothing(house, monkeypatch):
    monkeypatch.setattr(rooms, "INLINE", 0)
    sid, one = come(house, "fil:1")
    _, other = come(house, "fil:1")
    _, gatekeeper = come(house, "garde")
    gate = threading.Event()
    monkeypatch.setattr(gatekeeper, "write", lambda frame: gate.wait(5), raising=False)
    house.emit("attente", {}, to="garde")
    house.emit("fil:message", {"seq": 1}, to="fil:1")
    house.manager.disconnect(sid, "/")
    gate.set()
    assert house.manager.telling.drained(5)
    assert one.frames == [] and len(other.frames) == 1


def test_one_screen_alone_is_told_at_once(house, monkeypatch):
    monkeypatch.setattr(rooms, "INLINE", 0)
    sid, one = come(house, "fil:1")
    house.emit("raccroche", {"motif": "droits"}, to=sid)
    assert len(one.frames) == 1


def test_a_socket_that_goes_leaves_nothing(house):
    manager = house.manager
    sid, _ = come(house, "fil:1", "compte:7")
    assert set(manager.get_rooms(sid, "/")) == {"fil:1", "compte:7", sid}
    manager.leave_room(sid, "/", "fil:1")
    assert set(manager.get_rooms(sid, "/")) == {"compte:7", sid}
    manager.pre_disconnect(sid, "/")
    manager.disconnect(sid, "/")
    assert manager.held == {} and manager.rooms == {} and manager.pending_disconnect == {}


@pytest.fixture
def hurried():
    """Threads that take turns all the time: what is not guarded is seen."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_two_who_enter_an_empty_room_at_once_are_both_in_it(house, monkeypatch):
    come(house, "fil:2")

    class Slow(bidict):
        """A room that takes a while to build."""

        def __init__(self, *people) -> None:
            time.sleep(0.05)
            super().__init__(*people)

    monkeypatch.setattr("socketio.base_manager.bidict", Slow)
    pair = [threading.Thread(target=come, args=(house, "fil:1")) for _ in range(2)]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
    assert len(house.manager.rooms["/"]["fil:1"]) == 2


def test_people_who_come_and_go_together_lose_no_room(house, hurried):
    def live() -> None:
        for _ in range(150):
            sid, _ = come(house, "fil:1", "fil:2")
            house.manager.leave_room(sid, "/", "fil:2")
            house.manager.pre_disconnect(sid, "/")
            house.manager.disconnect(sid, "/")
        come(house, "fil:1")

    crowd = [threading.Thread(target=live) for _ in range(6)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert len(house.manager.rooms["/"]["fil:1"]) == 6
    assert set(house.manager.rooms["/"]) - {None} - set(house.manager.rooms["/"][None]) == {"fil:1"}
    assert eventually(lambda: len(house.manager.held) == 6)
