"""Slow and silent clients: they silence nobody, they are let go, and the merely slow are served."""

import os
import signal
import socket
import threading
import time
from contextlib import ExitStack

import pytest

from tests.deploy.clients import HELLO, Guichet, ended, heard, latency, one_answer, told
from tests.socle.prises.browser import eventually

pytestmark = pytest.mark.serveur
CROWD = 300
UNFINISHED = {
    "nothing": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: x\r\n",
    "a head without its body": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n",
    "half a body": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nabc",
    "half a body in chunks": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "a question": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n",
    "a handshake without its end": b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n",
}


def crowd(guichet: Guichet, words: bytes, stack: ExitStack, number: int = CROWD) -> list[socket.socket]:
    """As many connections that sent this and no more."""
    lines = [stack.enter_context(guichet.line()) for _ in range(number)]
    for line in lines:
        line.sendall(words)
    return lines


@pytest.mark.parametrize("name", UNFINISHED)
def test_unfinished_requests_silence_nothing_and_are_let_go(hurried, name):
    with ExitStack() as stack:
        lines = crowd(hurried, UNFINISHED[name], stack)
        assert latency(f"http://127.0.0.1:{hurried.port}/") < 1
        began = time.monotonic()
        answers = [heard(line, 6) for line in lines]
        assert time.monotonic() - began < 5
    if name == "nothing":
        assert set(answers) == {b""}
    else:
        assert all(b"HTTP/1.1 408" in answer and b"renvoyez-la" in answer for answer in answers)


def test_with_the_real_patience_nobody_stays_half_a_minute(guichet):
    with ExitStack() as stack:
        lines = [line for words in UNFINISHED.values() for line in crowd(guichet, words, stack, 2)]
        began = time.monotonic()
        time.sleep(8)
        assert latency(f"http://127.0.0.1:{guichet.port}/") < 1
        for line in lines:
            heard(line, 30)
        assert 1 < time.monotonic() - began < 30


def test_who_sends_a_byte_now_and_then_is_let_go(hurried):
    for words in (UNFINISHED["half a head"], UNFINISHED["half a body"]):
        with hurried.line() as line:
            began = time.monotonic()
            line.sendall(words)
            with pytest.raises(OSError):
                while time.monotonic() - began < 10:
                    line.sendall(b"a")
                    time.sleep(0.2)
            assert time.monotonic() - began < 5


def test_a_slow_upload_arrives_whole(hurried):
    body = b"0123456789" * 2000
    with hurried.line() as line:
        line.sendall(b"POST /lente HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 20000\r\n\r\n")
        for at in range(0, len(body), 1000):
            line.sendall(body[at : at + 1000])
            time.sleep(0.2)  # five thousand bytes a second, four times the patience
        assert told("POST", "/lente", body) in heard(line)


def test_an_upload_slower_than_the_pace_is_let_go_though_it_never_stops(hurried):
    with hurried.line() as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n")
        began = time.monotonic()
        with pytest.raises(OSError):
            while time.monotonic() - began < 15:
                line.sendall(b"a" * 50)
                time.sleep(0.1)
        assert 1 < time.monotonic() - began < 6


def test_long_bodies_wait_on_the_disk(guichet):
    with ExitStack() as stack:
        before = guichet.memory()
        words = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900001\r\n\r\n" + b"a" * 900_000
        lines = crowd(guichet, words, stack, 40)
        time.sleep(0.5)
        assert guichet.memory() - before < 12_000  # kB, where forty bodies weigh 36,000
        with guichet.line() as line:
            line.sendall(b"GET /fichiers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert int(heard(line).rpartition(b"\r\n")[2]) > 35_000_000
        for line in lines:
            line.sendall(b"a")
        assert all(told("POST", "/", b"a" * 900_001) in heard(line, 0.5) for line in lines[:5])


def test_who_never_reads_the_answer_holds_no_thread(hurried):
    with ExitStack() as stack:
        crowd(hurried, b"GET /gros HTTP/1.1\r\nHost: x\r\n\r\n", stack, 8)
        began = time.monotonic()
        latency(f"http://127.0.0.1:{hurried.port}/")
        assert time.monotonic() - began < 5  # four threads, each a second, twice
        assert "Traceback" not in hurried.logs()


def test_handshakes_that_hold_their_threads_leave_those_of_pages(guichet):
    with ExitStack() as stack:
        crowd(guichet, b"GET /lent HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n", stack, 20)
        time.sleep(0.2)
        assert latency(f"http://127.0.0.1:{guichet.port}/") < 1


def test_a_socket_that_its_driver_closes_takes_nobody_with_it(guichet):
    """Its number is given to who comes next: the loop must have let go of it before."""
    serving = guichet.worker()
    with ExitStack() as stack:
        crowd(
            guichet,
            b"GET /fermeur HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: close\r\n\r\n",
            stack,
            8,
        )
        time.sleep(0.6)
        lines = crowd(guichet, HELLO, stack, 16)
        assert all(one_answer(line).startswith(b"HTTP/1.1 200") for line in lines)
    assert guichet.worker() == serving and "Traceback" not in guichet.logs()


def test_when_there_is_no_more_room_the_longest_wait_ends_first():
    with Guichet("--worker-connections", "20") as small, ExitStack() as stack:
        lines = crowd(small, b"GET / HTTP/1.1\r\n", stack, 40)
        assert latency(f"http://127.0.0.1:{small.port}/") < 1
        assert ended(lines[0], 1)
        lines[-1].sendall(b"Host: x\r\n\r\n")
        assert heard(lines[-1], 1).startswith(b"HTTP/1.1 200")


def test_who_speaks_while_leaving_for_another_is_counted_once():
    """The poller saw it speak, and somebody took its place before it was heard."""
    with Guichet("--worker-connections", "20") as small, ExitStack() as stack:
        time.sleep(0.5)  # who asked whether it serves is gone
        empty = small.files()
        lines = crowd(small, b"GET / HTTP/1.1\r\n", stack, 20)
        assert eventually(lambda: small.files() == empty + 20)
        os.kill(small.worker(), signal.SIGSTOP)
        lines += crowd(small, b"", stack, 20)
        for line in lines:
            line.sendall(b"X: y\r\n")
        time.sleep(0.2)  # all of it has arrived
        os.kill(small.worker(), signal.SIGCONT)
        time.sleep(0.3)
        lines += crowd(small, b"GET / HTTP/1.1\r\n", stack, 20)
        time.sleep(0.5)
        assert small.files() <= empty + 20


def test_without_files_for_more_it_answers_again_as_soon_as_some_leave():
    few = ["prlimit", "--nofile=64:64"]
    small = Guichet()
    command = small.command()
    small.command = lambda: [*few, *command]  # type: ignore[method-assign]
    with small, ExitStack() as stack:
        body = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n" + b"a" * 100_000
        worker = small.worker()
        crowd(small, body, stack, 60)  # a connection and a file each
        assert latency(f"http://127.0.0.1:{small.port}/") < 5  # before anybody's time is over
        time.sleep(0.5)
        assert small.worker() == worker  # the same, not one begun again


def test_asked_to_stop_it_answers_who_was_served_and_lets_the_others_go():
    guichet = Guichet()
    with guichet, ExitStack() as stack:
        idle = crowd(guichet, HELLO, stack, 100)
        unfinished = crowd(guichet, UNFINISHED["half a body"], stack, 100)
        served = crowd(guichet, b"GET /lent HTTP/1.1\r\nHost: x\r\n\r\n", stack, 4)
        time.sleep(0.3)
        began = time.monotonic()
        guichet.process.send_signal(signal.SIGTERM)
        answers: list[bytes] = []
        readers = [threading.Thread(target=lambda line=line: answers.append(heard(line))) for line in served]
        for reader in readers:
            reader.start()
        guichet.process.wait(8)
        assert time.monotonic() - began < 5
        for reader in readers:
            reader.join()
        assert [told("GET", "/lent", b"") in one for one in answers] == [True] * 4
        assert all(told("GET", "/", b"") in heard(line, 1) for line in idle)
        assert all(b"HTTP/1.1 503" in heard(line, 1) for line in unfinished)
        assert "Traceback" not in guichet.logs()


def test_asked_to_stop_it_wakes_who_still_reads_a_socket_that_ended():
    guichet = Guichet()
    with guichet, guichet.line() as line:
        line.sendall(b"GET /lecteur HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: close\r\n\r\n")
        assert told("GET", "/lecteur", b"") in heard(line, 5)
        began = time.monotonic()
        guichet.process.send_signal(signal.SIGTERM)
        assert guichet.process.wait(8) == 0
        assert time.monotonic() - began < 4


def test_asked_to_stop_it_cuts_the_sockets_that_still_hold_their_thread():
    guichet = Guichet()
    with guichet, ExitStack() as stack:
        crowd(guichet, b"GET /tient HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n", stack, 3)
        time.sleep(0.3)
        began = time.monotonic()
        guichet.process.send_signal(signal.SIGTERM)
        assert guichet.process.wait(12) == 0
        assert time.monotonic() - began < 4
