"""Rooms shared by Redis: what it lost while it was away is asked for again."""

import signal
import time

import pytest
import socketio

from socle.prises.driver import Driver
from socle.prises.shared import SharedRooms
from tests.socle.prises.browser import eventually
from tests.socle.prises.test_rooms import come

pytestmark = pytest.mark.redis


def frames_of(prise) -> bytes:
    """All that a browser was told."""
    return b"".join(prise.frames)


def test_everyone_is_asked_to_catch_up_when_redis_is_back(valkey_of_its_own):
    valkey = valkey_of_its_own
    rooms = SharedRooms(valkey.url, "essai")
    server = socketio.Server(async_mode="threading", client_manager=rooms, async_handlers=False)
    server.driver = Driver(server.eio)
    rooms.initialize()
    _, prise = come(server, "fil:1")
    assert eventually(lambda: rooms.times == 1)
    elsewhere = socketio.RedisManager(valkey.url, channel="essai", write_only=True)
    elsewhere.emit("fil:message", {"seq": 1}, namespace="/", room="fil:1")
    assert eventually(lambda: b'"seq":1' in frames_of(prise))

    valkey.signal(signal.SIGSTOP)
    began = time.monotonic()
    server.emit("fil:message", {"seq": 7}, to="fil:1")
    assert time.monotonic() - began < 1 and b'"seq":7' in frames_of(prise)
    valkey.signal(signal.SIGCONT)

    valkey.kill9()
    server.emit("fil:message", {"seq": 2}, to="fil:1")
    assert b'"seq":2' in frames_of(prise)  # heard in this process all the same
    assert b"rattraper" not in frames_of(prise)
    valkey.start()
    assert eventually(lambda: b"rattraper" in frames_of(prise), seconds=10)
    elsewhere = socketio.RedisManager(valkey.url, channel="essai", write_only=True)
    elsewhere.emit("fil:message", {"seq": 3}, namespace="/", room="fil:1")
    assert eventually(lambda: b'"seq":3' in frames_of(prise))
