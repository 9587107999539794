"""Threads that take work, the one that worked last first: what it knows is still near its core.

An executor of the library wakes them in turn: with twelve of them, a page that nobody competes with costs a
sixth more than with one.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any


class Task:
    """Something to do, and who waits for what it gives."""

    def __init__(self, do: Callable[..., Any], words: tuple[Any, ...]) -> None:
        self.future: Future[Any] = Future()
        self._do, self._words = do, words

    def run(self) -> None:
        """Do it, unless it was cancelled; what it raises is for who waits."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            told = self._do(*self._words)
        except BaseException as failure:
            self.future.set_exception(failure)
        else:
            self.future.set_result(told)


Door = SimpleQueue[Task | None]  # where one thread waits for its next task; ``None`` ends it


class Threads:
    """At most so many threads, made when they are needed."""

    def __init__(self, most: int, name: str) -> None:
        self._most, self._name, self._made, self._closed = most, name, 0, False
        self._lock = Lock()
        self._idle: list[Door] = []
        self._waiting: deque[Task] = deque()

    def submit(self, do: Callable[..., Any], *words: Any) -> "Future[Any]":
        """Have it done by a thread. Raises ``RuntimeError`` once closed."""
        task = Task(do, words)
        with self._lock:
            if self._closed:
                raise RuntimeError("these threads take no more work")
            if self._idle:
                self._idle.pop().put(task)
            elif self._made < self._most:
                self._made += 1
                door: Door = SimpleQueue()
                door.put(task)
                Thread(target=self._work, args=(door,), name=f"{self._name}_{self._made}").start()
            else:
                self._waiting.append(task)
        return task.future

    def _work(self, door: Door) -> None:
        while task := door.get():
            task.run()
            del task  # who rests holds nothing of what it did
            self._rest(door)

    def _rest(self, door: Door) -> None:
        """Wait for one's turn, unless something waits already."""
        with self._lock:
            if self._waiting:
                door.put(self._waiting.popleft())
            elif self._closed:
                door.put(None)
            else:
                self._idle.append(door)

    def shutdown(self, wait: bool = False) -> None:
        """Take nothing more: what waits is cancelled, what runs ends by itself; nobody is ever waited for."""
        with self._lock:
            self._closed = True
            waiting, idle = list(self._waiting), list(self._idle)
            self._waiting.clear()
            self._idle.clear()
        for task in waiting:
            task.future.cancel()
        for door in idle:
            door.put(None)
