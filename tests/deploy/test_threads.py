"""Threads that take work: the last one first, never more than so many, each failure for who waits for it."""

import threading
import time

import pytest

from deploy.threads import Threads


def name() -> str:
    return threading.current_thread().name


@pytest.fixture
def threads():
    """Three of them, ended with the test."""
    some = Threads(3, "essai")
    yield some
    some.shutdown()


def resting(threads: Threads, how_many: int) -> None:
    """Wait until so many have nothing to do."""
    for _ in range(500):
        if len(threads._idle) == how_many:
            return
        time.sleep(0.01)
    raise AssertionError(f"{len(threads._idle)} rest, not {how_many}")


def test_the_one_that_worked_last_works_next(threads):
    held = [threading.Event() for _ in range(3)]
    busy = [threads.submit(lambda event=event: event.wait(5) and name()) for event in held]
    for free, last in enumerate((1, 0, 2), 1):
        held[last].set()
        busy[last].result(5)
        resting(threads, free)
    for _ in range(2):
        assert threads.submit(name).result(5) == busy[2].result()
        resting(threads, 3)


def test_there_are_never_more_than_so_many_and_what_waits_keeps_its_order(threads):
    gate, done = threading.Event(), []
    running = [threads.submit(gate.wait, 5) for _ in range(3)]
    waiting = [threads.submit(done.append, n) for n in range(20)]
    assert not any(one.done() for one in waiting) and threads._made == 3
    gate.set()
    for one in (*running, *waiting):
        one.result(5)
    assert sorted(done) == list(range(20)) and threads._made == 3


def test_a_failure_is_for_who_waits_and_the_thread_goes_on(threads):
    with pytest.raises(ZeroDivisionError):
        threads.submit(lambda: 1 / 0).result(5)
    resting(threads, 1)
    assert threads.submit(name).result(5) == "essai_1"


def test_once_closed_what_waits_is_cancelled_and_nothing_more_is_taken(threads):
    gate = threading.Event()
    running = [threads.submit(gate.wait, 5) for _ in range(3)]
    waiting = threads.submit(name)
    threads.shutdown()
    assert waiting.cancelled()
    with pytest.raises(RuntimeError):
        threads.submit(name)
    gate.set()
    assert all(one.result(5) for one in running)
    for _ in range(500):
        if not any(one.name.startswith("essai_") for one in threading.enumerate()):
            return
        time.sleep(0.01)
    raise AssertionError("a thread outlives its end")
