"""What is told at most once in a while: at once when it can be, and always its last state."""

import time

import pytest

from socle import cadence
from socle.cadence import Cadence, Rhythm


@pytest.fixture
def clock(monkeypatch):
    """A monotonic clock that goes on when it is told."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(cadence, "_all", [])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


def test_a_crowd_makes_one_news_at_once_and_one_later(clock):
    told = []
    tell = Cadence(1.0, told.append)
    for _ in range(1000):
        tell("fil:1")
    tell("fil:2")
    assert told == ["fil:1", "fil:2"]
    cadence.tick()
    assert told == ["fil:1", "fil:2"]
    clock(1.1)
    cadence.tick()
    assert told == ["fil:1", "fil:2", "fil:1"]
    clock(1.1)
    cadence.tick()
    assert told == ["fil:1", "fil:2", "fil:1"]


def test_what_is_for_later_is_told_by_the_clock_only(clock):
    told = []
    tell = Cadence(1.0, told.append)
    tell.later("fil:1")
    assert told == []
    cadence.tick()
    assert told == ["fil:1"]
    tell("fil:1")
    assert told == ["fil:1"]


def test_a_rhythm_loses_what_comes_too_early_and_forgets_what_is_old(clock):
    names = Rhythm(0.5)
    assert [names.first(1), names.first(1), names.first(2)] == [True, False, True]
    clock(0.6)
    assert names.first(1)
    clock(0.6)
    cadence.tick()
    assert names.told == {}
