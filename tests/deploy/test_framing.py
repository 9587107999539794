"""Where a request ends, however its bytes are cut; what cannot be followed is handed at once and cut."""

import random

import pytest

from deploy.framing import HEAD_MOST, LINE_MOST, Framing

MOST = 1000
IN_CHUNKS = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
WHOLE = {
    "no body": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "after an empty line": b"\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "no field at all": b"GET / HTTP/1.0\r\n\r\n",
    "a length": b"POST / HTTP/1.1\r\ncontent-LENGTH: \t5 \r\n\r\nabcde",
    "a length of nothing": b"POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
    "chunks": b"POST / HTTP/1.1\r\nTransfer-Encoding: \tChunked \r\n\r\n"
    b"3\r\nabc\r\n0A;x=y\r\n0123456789\r\n0\r\n\r\n",
    "chunks and a trailer": IN_CHUNKS + b"1\r\na\r\n0\r\nX: y\r\nZ: t\r\n\r\n",
    "no chunk": IN_CHUNKS + b"0\r\n\r\n",
    "a bare LF in the body": b"POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\na\n\nb",
}
ODD = {
    "two lengths": b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
    "a length and chunks": b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    "a length in words": b"POST / HTTP/1.1\r\nContent-Length: cinq\r\n\r\n",
    "a length with a sign": b"POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n",
    "a length of another script": b"POST / HTTP/1.1\r\nContent-Length: \xb2\r\n\r\n",
    "a list of lengths": b"POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\n",
    "a body too long": b"POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n",
    "another coding": b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
    "two codings": b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n",
    "another expectation": b"POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: miracle\r\n\r\n",
    "a bare LF": b"GET / HTTP/1.1\nHost: x\r\n",
    "a bare LF at last": b"GET / HTTP/1.1\r\nHost: x\n\r\n",
    "chunks without size": IN_CHUNKS + b"\r\n",
    "chunks of signs": IN_CHUNKS + b"-1\r\n",
    "chunks of blanks": IN_CHUNKS + b" 1\r\n",
    "a line without end": IN_CHUNKS + b"1" * (LINE_MOST + 1),
    "a trailer without end": IN_CHUNKS + b"0\r\n" + b"a" * (LINE_MOST + 1),
    "chunks too long": IN_CHUNKS + b"3E9\r\n",
}


def followed(words: bytes, cuts: list[int]) -> Framing:
    """What is known after those bytes, cut there."""
    framing = Framing(MOST)
    for begin, end in zip([0, *cuts], [*cuts, len(words)], strict=True):
        framing.feed(words[begin:end])
    return framing


def ways(words: bytes, name: str) -> list[list[int]]:
    """In one piece, byte after byte, and cut by chance."""
    chance = random.Random(name)
    some = [sorted(chance.sample(range(1, len(words)), min(4, len(words) - 1))) for _ in range(20)]
    return [[], list(range(1, len(words))), *some]


@pytest.mark.parametrize("name", WHOLE)
def test_a_request_is_ready_at_its_last_byte_and_not_before(name):
    words = WHOLE[name]
    for cuts in ways(words, name):
        framing = followed(words, cuts)
        assert (framing.ready, framing.cut) == (True, False), cuts
        assert not followed(words[:-1], [one for one in cuts if one < len(words) - 1]).ready, cuts


@pytest.mark.parametrize("name", WHOLE)
def test_what_follows_changes_nothing(name):
    framing = followed(WHOLE[name] + b"GET /autre HTTP/1.1\r\nContent-Length: 9\r\n\r\n", [])
    assert (framing.ready, framing.cut) == (True, False)


@pytest.mark.parametrize("name", ODD)
def test_what_cannot_be_followed_is_handed_at_once_and_cut(name):
    words = ODD[name]
    for cuts in ways(words, name) if len(words) < 200 else [[], [60], [len(words) - 1]]:
        framing = followed(words, cuts)
        assert (framing.ready, framing.cut) == (True, True), cuts


def test_a_head_too_long_is_told():
    framing = Framing(MOST)
    framing.feed(b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * HEAD_MOST)
    assert framing.too_long
    assert not framing.ready


def test_chunks_of_one_byte_weigh_as_the_others():
    framing = Framing(100_000)
    framing.feed(IN_CHUNKS)
    for _ in range(HEAD_MOST + 200_000):
        framing.feed(b"1;a=bcdefghijklmno\r\na\r\n")
        if framing.ready:
            break
    assert framing.cut
    assert framing.received < HEAD_MOST + 200_000 + 100


def test_only_who_waits_for_a_body_is_told_to_go_on():
    asks = b"POST / HTTP/1.%d\r\nContent-Length: 5\r\nExpect: 100-Continue\r\n\r\n"
    assert followed(asks % 1, []).goes_on
    assert not followed(asks % 0, []).goes_on
    assert not followed(b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", []).goes_on


def test_a_handshake_is_known():
    assert followed(b"GET / HTTP/1.1\r\nUpgrade: WebSocket\r\n\r\n", []).upgrades
    assert not followed(WHOLE["no body"], []).upgrades
