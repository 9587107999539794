"""A prise keeps what a slow browser does not take, up to a bound, in order; and ends properly."""

import socket
import threading

from wsproto.events import CloseConnection

from socle.prises import frames, prise
from socle.prises.loop import Loop
from tests.socle.prises.browser import eventually

BODY = "x" * 1000


def test_what_waits_is_bounded_and_the_browser_is_cut(browser, loop):
    one, before = browser(room_for=4096), loop.cut
    for number in range(3000):
        one.prise.write(frames.text(f"{number} {BODY}"))
        if not one.prise.open:
            break
    assert number < 2999 and loop.cut == before + 1
    assert one.prise.weight <= prise.BACKLOG + 2000
    assert eventually(lambda: one.ear.ends == 1)
    assert one.prise.waiting is None  # nothing of it is kept
    heard = one.texts(3000)
    assert [int(words.split()[0]) for words in heard] == list(range(len(heard)))


def test_a_browser_that_reads_again_in_time_gets_everything_in_order(browser):
    one = browser(room_for=4096)
    for number in range(500):
        one.prise.write(frames.text(f"{number} {BODY}"))
    assert one.prise.open and one.prise.weight > 100_000
    heard = one.texts(500)
    assert [int(words.split()[0]) for words in heard] == list(range(500))
    assert eventually(lambda: one.prise.weight == 0 and one.prise.waiting is None)


def test_a_frame_that_the_kernel_takes_in_parts_arrives_whole(browser):
    one, words = browser(room_for=4096), "".join(f"{number} " for number in range(100_000))
    one.prise.write(frames.text(words))
    assert 0 < one.prise.weight < len(words)
    assert one.texts(1) == [words]


def test_many_writers_never_mix_two_frames(browser):
    one = browser(room_for=4096)

    def write(name: int) -> None:
        for number in range(100):
            one.prise.write(frames.text(f"{name} {number} {BODY}"))

    writers = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for writer in writers:
        writer.start()
    heard = [tuple(map(int, words.split()[:2])) for words in one.texts(400)]
    assert len(heard) == 400
    for name in range(4):
        assert [number for who, number in heard if who == name] == list(range(100))


class Meddling(Loop):
    """A loop before which somebody always writes when it is about to look elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.watching = False
        self.writer: threading.Thread | None = None

    def watch(self, one: prise.Prise, writing: bool) -> None:
        """Note it, after a writer who came between had the time of a try."""
        if not writing:
            self.writer = threading.Thread(target=one.write, args=(frames.text("y" * 60_000) * 30,))
            self.writer.start()
            self.writer.join(0.3)
        self.watching = writing


def test_what_is_kept_while_the_last_of_it_leaves_is_still_watched():
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    loop = Meddling()
    one = prise.Prise(ours, loop, 1000)
    one.write(frames.text("x" * 60_000) * 30)
    assert one.waiting and loop.watching
    while one.waiting and loop.writer is None:
        theirs.recv(1 << 20)
        one.writable()
    loop.writer.join(5)
    assert one.waiting and loop.watching
    ours.close()
    theirs.close()


def test_a_close_comes_after_what_waits(browser):
    one = browser(room_for=4096)
    for number in range(50):
        one.prise.write(frames.text(f"{number} {BODY}"))
    one.prise.close(1012, "redemarrage")
    one.prise.write(frames.text("trop tard"))
    came = one.events(lambda came: any(isinstance(event, CloseConnection) for event in came))
    assert len(came) == 51
    assert (came[-1].code, came[-1].reason) == (1012, "redemarrage")
    one.say(came[-1].response())
    assert eventually(lambda: one.ear.ends == 1)


def test_who_does_not_answer_a_close_is_cut(browser, monkeypatch):
    monkeypatch.setattr(prise, "LINGER", 0.1)
    one = browser()
    one.prise.close(1000)
    assert eventually(lambda: one.ear.ends == 1)


def test_a_descriptor_is_given_back_once(browser, loop):
    one = browser()
    one.leave()
    assert eventually(lambda: one.ear.ends == 1)
    assert one.prise.fd not in loop.prises
    one.prise.write(b"rien")
    one.prise.close(1000)
    one.prise.cut()
    assert one.ear.ends == 1
