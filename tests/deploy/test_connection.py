"""What follows a request on its connection: another one, or nothing that may be read as one."""

import socket
from types import SimpleNamespace

import pytest

from deploy.connection import Connection, Patience

PATIENCE = Patience(head=10, body=10, pace=1000, writing=30, idle=75, body_most=1000)
WHOLE = b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"


@pytest.fixture
def conn():
    ours, theirs = socket.socketpair()
    cfg = SimpleNamespace(is_ssl=False, protocol="http")
    with theirs:
        conn = Connection(cfg, ours, ("127.0.0.1", 1), ("127.0.0.1", 2), PATIENCE)
        yield conn
        conn.close()


def test_a_request_read_to_its_end_may_be_followed(conn):
    conn.take(WHOLE + b"GET", 0)
    conn.serve()
    assert conn.received.read(len(WHOLE)) == WHOLE
    assert conn.sound()
    assert conn.renew(0) == b"GET"


def test_a_parser_that_asked_for_more_ends_the_connection(conn):
    conn.take(WHOLE, 0)
    conn.serve()
    conn.received.read(len(WHOLE) + 1)
    assert not conn.sound()


def test_a_request_handed_before_its_end_ends_the_connection(conn):
    conn.take(b"POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n", 0)
    conn.serve()
    assert conn.framing.ready
    assert not conn.sound()


def test_time_is_given_for_the_head_then_earned_by_the_body(conn):
    conn.take(b"POST / HTTP/1.1\r\n", 0)
    conn.take(b"Content-Length: 900", 9)
    assert conn.deadline == 10
    conn.take(b"\r\n\r\n", 9)
    assert conn.deadline == 19
    conn.take(b"a" * 500, 15)
    assert conn.deadline == 19.5
    conn.take(b"a" * 100, 9.5)
    assert conn.deadline == 19.5  # never more than ten seconds ahead
