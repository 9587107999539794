"""The protocol: frames that go out are those of wsproto, what comes in is judged with the right code."""

import random
import time

import pytest
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import CloseConnection, Pong, TextMessage

from socle.prises import frames
from tests.socle.prises.browser import Ping, eventually, masked
from tests.tirage import chance

SIZES = (0, 1, 125, 126, 127, 65_535, 65_536, 200_000)
ASKING = {
    "HTTP_HOST": "localhost",
    "HTTP_CONNECTION": "keep-alive, Upgrade",
    "HTTP_UPGRADE": "websocket",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_COOKIE": "session=é",
}


@pytest.mark.parametrize("size", SIZES)
def test_a_frame_that_goes_out_is_that_of_the_library(size):
    words = "é" * (size // 2) + "x" * (size % 2)
    assert frames.text(words) == Connection(ConnectionType.SERVER).send(TextMessage(words))


def test_control_frames_are_those_of_the_library():
    line = Connection(ConnectionType.SERVER)
    assert frames.pong(b"coucou") == line.send(Pong(b"coucou"))
    assert frames.close(1012, "redémarrage") == line.send(CloseConnection(1012, "redémarrage"))
    assert len(frames.close(1000, "é" * 200)) == 2 + 2 + 122


def test_a_handshake_is_answered_as_the_rfc_says():
    answer = frames.handshake(ASKING)
    assert answer.startswith(b"HTTP/1.1 101 ")
    assert b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in answer  # the example of RFC 6455 §1.3
    assert b"extensions" not in answer.lower() and b"protocol" not in answer.lower().split(b"\r\n", 1)[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"HTTP_SEC_WEBSOCKET_VERSION": "8"},
        {"HTTP_SEC_WEBSOCKET_KEY": None},
        {"HTTP_UPGRADE": "h2c"},
        {"HTTP_CONNECTION": "close"},
        {"HTTP_HOST": None},
        {"HTTP_SEC_WEBSOCKET_KEY": "a\r\nX: y"},
    ],
    ids=str,
)
def test_what_is_no_handshake_is_refused(wrong):
    asked = {name: value for name, value in (ASKING | wrong).items() if value is not None}
    with pytest.raises(ValueError):
        frames.handshake(asked)


WRONG = {
    "unmasked": (masked(0x81, b"4x", mask=False), 1002),
    "reserved bit": (masked(0xC1, b"4x"), 1002),
    "unknown opcode": (masked(0x83, b""), 1002),
    "fragmented ping": (masked(0x09, b"x"), 1002),
    "long ping": (masked(0x89, b"x" * 126), 1002),
    "long close": (masked(0x88, b"x" * 126), 1002),
    "continues nothing": (masked(0x80, b"x"), 1002),
    "begins twice": (masked(0x01, b"x") + masked(0x81, b"y"), 1002),
    "close of one byte": (masked(0x88, b"x"), 1002),
    "close code 1005": (masked(0x88, b"\x03\xed"), 1002),
    "close code 999": (masked(0x88, b"\x03\xe7"), 1002),
    "length of eight bytes, first bit": (b"\x81\xff" + b"\x80" + b"\0" * 7 + b"abcd", 1002),
    "length in two bytes for a short one": (b"\x81\xfe\x00\x05abcd", 1002),
    "binary": (masked(0x82, b"\x00\x01"), 1003),
    "not UTF-8": (masked(0x81, b"4\xff\xfe"), 1007),
    "UTF-8 cut at the end": (masked(0x81, "é".encode()[:1]), 1007),
    "UTF-8 wrong in a part": (masked(0x01, b"4\xc3") + masked(0x80, b"("), 1007),
    "close reason not UTF-8": (masked(0x88, b"\x03\xe8\xff"), 1007),
    "too big": (masked(0x81, b"4" * 64_001), 1009),
    "too big in parts": (masked(0x01, b"4" * 40_000) + masked(0x80, b"4" * 30_000), 1009),
    "says a gigabyte": (masked(0x81, b"4" * 70_000, size=1 << 30), 1009),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_frame_closes_with_its_code(browser, name):
    octets, code = WRONG[name]
    one = browser()
    one.raw(octets)
    assert one.code() == code
    assert one.ear.words == []
    one.leave()
    assert eventually(lambda: one.ear.ends == 1)


def test_what_follows_a_wrong_frame_means_nothing_and_is_not_even_judged(browser, caplog):
    one = browser()
    one.raw(masked(0x82, b"\x00") + masked(0x81, b"4suite"))
    assert one.code() == 1003
    one.raw(masked(0x81, b"4suite") + masked(0x88, b"\x03\xe8"))
    time.sleep(0.3)
    one.raw(masked(0x83))
    assert one.ear.words == [] and caplog.records == []
    assert one.ear.ends == 0  # it has the time to read why


@pytest.mark.parametrize("code", [1000, 1001, 3000, 4999])
def test_a_close_is_answered_with_its_own_code(browser, code):
    one = browser()
    one.say(CloseConnection(code, "je pars"))
    assert one.code() == code
    assert eventually(lambda: one.ear.ends == 1)


def test_parts_and_pings_between_them_make_one_text(browser):
    one = browser()
    one.raw(masked(0x01, "déj".encode()) + masked(0x89, b"la?") + masked(0x80, "à vu".encode()))
    assert one.pong() == b"la?"
    assert eventually(lambda: one.ear.words == ["déjà vu"])


def test_a_text_byte_by_byte_is_one_text(browser):
    one = browser()
    for octet in masked(0x81, "été".encode()) + masked(0x89, b"fin"):
        one.raw(bytes((octet,)))
    assert one.pong() == b"fin"
    assert one.ear.words == ["été"]


def test_empty_parts_weigh_nothing_however_many():
    reader = frames.Reader(100)
    assert list(reader.feed(masked(0x01, b"4") + masked(0x00) * 1000 + masked(0x00, b"x") * 2)) == []
    assert len(reader._parts) == 3
    assert list(reader.feed(masked(0x80))) == ["4xx"]
    assert list(reader.feed(masked(0x01) + masked(0x80) + masked(0x81, b"4y"))) == ["", "4y"]


def test_the_biggest_text_passes(browser):
    one = browser()
    one.text("4" * 64_000)
    one.say(Ping(b"fin"))
    assert one.pong() == b"fin"
    assert [len(words) for words in one.ear.words] == [64_000]


ATTEMPTS = 12_000


def spoiled(dice: random.Random) -> bytes:
    """Some right frames, then bytes changed, lost or added; or anything."""
    if dice.random() < 0.2:
        return dice.randbytes(dice.randrange(1, 200))
    first = dice.choice((0x81, 0x01, 0x80, 0x82, 0x88, 0x89, 0x8A, 0x00, dice.randrange(256)))
    size = dice.choice((0, 1, 2, 20, 125, 126, 300))
    frame = bytearray(masked(first, dice.choice((dice.randbytes(size), b"4" * size))))
    for _ in range(dice.randrange(1, 4)):
        where = dice.randrange(len(frame))
        match dice.randrange(3):
            case 0:
                frame[where] = dice.randrange(256)
            case 1:
                del frame[where:]
            case _:
                frame[where:where] = dice.randbytes(3)
        if not frame:
            break
    return bytes(frame) + masked(0x81, b"4suite")


def test_malformed_frames_never_break_the_reader():
    dice = chance("trames")
    codes = set()
    for _ in range(ATTEMPTS):
        reader = frames.Reader(100)
        try:
            for part in (spoiled(dice), spoiled(dice)):
                for heard in reader.feed(part):
                    assert isinstance(heard, str | bytes | int)
                    if isinstance(heard, int):
                        break
        except frames.Broken as wrong:
            codes.add(int(wrong.code))
    assert codes == {1002, 1003, 1007, 1009}


def test_malformed_frames_never_stop_the_loop(browser, loop):
    dice, witness = chance("boucle"), browser()
    for _ in range(300):
        one = browser()
        one.raw(b"".join(spoiled(dice) for _ in range(5)))
        one.leave()
    witness.say(Ping(b"toujours la"))
    assert witness.pong() == b"toujours la"
    assert eventually(lambda: len(loop.prises) == 1)
