"""Saying something at most once in a while about each thing, and, where it matters, its last state."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
_all: list["Rhythm[Any]"] = []


class Rhythm(Generic[Key]):
    """``rhythm.first(key)``: whether this may be said now; what comes too early is lost."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.told: dict[Key, float] = {}
        self.lock = threading.Lock()
        _all.append(self)

    def first(self, key: Key) -> bool:
        """Whether nothing was said of it lately; it counts as said from now on."""
        moment = time.monotonic()
        with self.lock:
            if moment - self.told.get(key, -self.seconds) < self.seconds:
                return False
            self.told[key] = moment
            return True

    def tick(self) -> None:
        """Forget what is old."""
        moment = time.monotonic()
        with self.lock:
            self.told = {key: at for key, at in self.told.items() if moment - at < self.seconds}


class Cadence(Rhythm[Key]):
    """``cadence(key)`` tells at once, or at the next tick when it was told less than ``seconds`` ago."""

    def __init__(self, seconds: float, tell: Callable[[Key], None]) -> None:
        super().__init__(seconds)
        self.tell = tell
        self.late: set[Key] = set()

    def __call__(self, key: Key) -> None:
        """Tell now or later, never twice in the same while."""
        if self.first(key):
            self.tell(key)
        else:
            self.later(key)

    def later(self, key: Key) -> None:
        """Tell it at the next tick."""
        with self.lock:
            self.late.add(key)

    def tick(self) -> None:
        """Tell what waited."""
        super().tick()
        with self.lock:
            ripe = self.late - self.told.keys()
            self.late -= ripe
            self.told |= dict.fromkeys(ripe, time.monotonic())
        for key in ripe:
            self.tell(key)


def tick() -> None:
    """What waited anywhere in the house; called every second by the sweeper."""
    for rhythm in _all:
        rhythm.tick()
