"""Requests through the worker: whole, in pieces, one behind the other; the bad ones are refused and cut."""

import socket
import time

import pytest

from tests.deploy.clients import HELLO, heard, one_answer, told

pytestmark = pytest.mark.serveur
POST = b"POST /%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
HIDDEN = b"GET /cache HTTP/1.1\r\nHost: x\r\n\r\n"
REFUSED = {
    "two lengths": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n",
    "a length and chunks": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks hidden by a blank": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "chunks hidden by a fold": b"POST / HTTP/1.1\r\nHost: x\r\nX: y\r\n Transfer-Encoding: chunked\r\n\r\n",
    "a coding nobody knows": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a bare LF": b"GET / HTTP/1.1\nHost: x\n\n",
    "a bare LF in a field": b"GET / HTTP/1.1\r\nHost: x\r\nX: a\nContent-Length: 5\r\n\r\n",
    "a length with a sign": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n",
    "a chunk that does not end": CHUNKED + b"1\r\nabc\r\n0\r\n\r\n",
    "chunks before HTTP/1.1": b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    "an expectation nobody knows": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: z\r\n\r\na",
}


@pytest.fixture
def line(guichet):
    with guichet.line() as line:
        yield line


def test_requests_follow_one_another_on_a_connection(line):
    for n in range(3):
        body = b"a" * n
        line.sendall(POST % (b"suite", n) + body)
        assert one_answer(line).endswith(told("POST", "/suite", body))


def test_requests_sent_together_are_answered_in_order(line):
    line.sendall(POST % (b"un", 3) + b"abc" + HELLO + POST % (b"trois", 2) + b"de" + HELLO[:10])
    assert one_answer(line).endswith(told("POST", "/un", b"abc"))
    assert one_answer(line).endswith(told("GET", "/", b""))
    assert one_answer(line).endswith(told("POST", "/trois", b"de"))
    line.sendall(HELLO[10:])
    assert one_answer(line).endswith(told("GET", "/", b""))


def test_a_body_that_nobody_reads_is_not_the_next_request(line):
    line.sendall(POST % (b"sourd", len(HIDDEN)) + HIDDEN + HELLO)
    assert b"POST /sourd" in one_answer(line)
    assert one_answer(line).endswith(told("GET", "/", b""))


def test_a_request_arrives_byte_after_byte(line):
    for byte in CHUNKED + b"3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nX: y\r\n\r\n":
        line.sendall(bytes([byte]))
    assert one_answer(line).endswith(told("POST", "/", b"abcdefg"))
    line.sendall(HELLO)
    assert one_answer(line).endswith(told("GET", "/", b""))


@pytest.mark.parametrize("size", [65_535, 65_536, 100_000, 1024 * 1024])
def test_a_long_body_arrives_whole(line, size):
    body = bytes(range(256)) * (size // 256) + b"z" * (size % 256)
    line.sendall(POST % (b"long", size) + body + HELLO)
    assert one_answer(line).endswith(told("POST", "/long", body))
    assert one_answer(line).endswith(told("GET", "/", b""))


def test_a_long_body_in_chunks_arrives_whole(line):
    piece = bytes(range(256)) * 40
    line.sendall(CHUNKED + b"2800\r\n%b\r\n" % piece * 60 + b"0\r\n\r\n")
    assert one_answer(line).endswith(told("POST", "/", piece * 60))


def test_who_asks_is_told_to_go_on_once(line):
    line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
    assert one_answer(line) == b"HTTP/1.1 100 Continue\r\n\r\n"
    line.sendall(b"a")
    time.sleep(0.1)
    line.sendall(b"bc")
    answer = one_answer(line)
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(told("POST", "/", b"abc"))


def test_who_sends_at_once_is_not_told_to_go_on(line):
    line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc")
    assert one_answer(line).startswith(b"HTTP/1.1 200")


def test_a_body_too_long_is_refused_before_it_comes(line):
    line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n")
    answer = heard(line)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"Connection: close" in answer


def test_who_sends_a_body_too_long_reads_the_refusal(line):
    line.sendall(POST % (b"", 4_000_000) + b"a" * 4_000_000)
    assert heard(line).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_be_read_in_two_ways_is_refused_and_nothing_behind_it_is_read(guichet, name):
    answer = guichet.asked(REFUSED[name] + HIDDEN)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 417", b"HTTP/1.1 501")), answer
    assert answer.count(b"HTTP/1.1") == 1
    assert told("GET", "/cache", b"") not in answer


@pytest.mark.parametrize(
    "words",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        POST % (b"sourd", 1_048_577),
        CHUNKED + b"10000000000000001\r\na\r\n0\r\n\r\n",
    ],
)
def test_what_is_behind_a_request_cut_short_is_never_read(guichet, words):
    answer = guichet.asked(words + HIDDEN)
    assert told("GET", "/cache", b"") not in answer
    assert answer.count(b"HTTP/1.1 200") <= 1


def test_a_head_too_long_is_refused(line):
    line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: " + b"a" * 70_000)
    assert heard(line).startswith(b"HTTP/1.1 431")


def test_who_asks_to_close_is_closed_and_holds_nobody(guichet):
    lines = [guichet.line() for _ in range(20)]
    began = time.monotonic()
    for line in lines:  # each leaves its side open: the end of an answer is awaited without a thread
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    for line in lines:
        assert told("GET", "/", b"") in heard(line)
        line.close()
    assert time.monotonic() - began < 2


def test_who_hangs_up_leaves_nothing(guichet):
    held = guichet.files()
    for words in (b"", b"GET /", POST % (b"", 5), POST % (b"", 200_000) + b"a" * 100_000, CHUNKED + b"5\r\n"):
        for _ in range(10):
            with guichet.line() as line:
                line.sendall(words)
    until = time.monotonic() + 5
    while guichet.files() > held and time.monotonic() < until:
        time.sleep(0.1)
    assert guichet.files() <= held


def test_an_answer_reaches_who_closed_their_side(guichet):
    assert told("POST", "/", b"abc") in guichet.asked(POST % (b"", 3) + b"abc")


def test_a_connection_broken_in_a_request_breaks_nothing(guichet):
    with guichet.line() as line:
        line.sendall(b"GET /lent HTTP/1.1\r\nHost: x\r\n\r\n")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert guichet.asked(HELLO).startswith(b"HTTP/1.1 200")
    assert "Traceback" not in guichet.logs()
