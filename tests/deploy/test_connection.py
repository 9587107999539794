"""What follows a request on its connection: another one, or nothing that may be read as one."""

import socket
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from deploy.connection import PIECE, Connection, Patience
from deploy.worker import Worker

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


def test_what_the_parser_had_no_need_to_read_is_left_too(conn):
    head = b"POST / HTTP/1.1\r\nContent-Length: 900\r\nX: "
    head += b"x" * (PIECE - len(head) - 904) + b"\r\n\r\n"
    conn.take(head, 0)
    conn.take(b"a" * 900 + b"GET", 0)
    conn.serve()
    assert len(conn.received.read(PIECE)) == PIECE
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


@pytest.mark.parametrize(
    ("ssl", "proxy", "served"), [(True, "off", 0), (False, "auto", 0), (False, "off", 1)]
)
def test_what_is_not_read_here_is_refused_at_the_start(ssl, proxy, served):
    cfg = SimpleNamespace(is_ssl=ssl, proxy_protocol=proxy)
    with nullcontext() if served else pytest.raises(SystemExit, match="nginx"):
        Worker.check_config(cfg, None)
