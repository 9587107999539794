"""A line answers in order, a bounded number ahead; it is pinged, and hung up when mute."""

import threading
import time

import pytest
import socketio
from wsproto.events import CloseConnection, TextMessage

from socle.prises import line as lines
from socle.prises.driver import Driver
from socle.prises.handlers import Handlers
from tests.socle.prises.browser import Browser, eventually


@pytest.fixture
def driver():
    """A driver, and what its server is told."""
    server = socketio.Server(async_mode="threading", async_handlers=False)
    driver = Driver(server.eio)
    driver.told, driver.ends = [], []
    server.eio.handlers["message"] = lambda sid, words: driver.told.append(words)
    server.eio.handlers["disconnect"] = lambda sid, reason: driver.ends.append(reason)
    return driver


def on_the_line(driver) -> tuple[Browser, lines.Line, list[int]]:
    """A browser whose line is answered by that driver, and how often its place was given back."""
    browser, left = Browser(driver.loop), []
    line = lines.Line(driver.eio, driver.eio.generate_id(), driver.handlers, left=lambda: left.append(1))
    driver.eio.sockets[line.sid] = line
    line.begin(browser.prise)
    return browser, line, left


def test_what_is_asked_is_answered_in_order(driver):
    browser, _, _ = on_the_line(driver)
    for number in range(90):
        browser.text(f'42["x",{number}]')
    assert eventually(lambda: len(driver.told) == 90)
    assert driver.told == [f'2["x",{number}]' for number in range(90)]


def test_one_thing_at_a_time_and_a_bounded_number_ahead(driver):
    gate, running, most = threading.Event(), [0], [0]

    def slow(sid: str, words: str) -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        gate.wait(5)
        running[0] -= 1

    driver.eio.handlers["message"] = slow
    browser, line, _ = on_the_line(driver)
    for _ in range(lines.INBOX + 5):
        browser.text("4x")
    assert browser.code() == 1008
    gate.set()
    assert eventually(lambda: line.closed) and most == [1]


def test_others_are_answered_while_one_waits(driver):
    gate = threading.Event()
    driver.eio.handlers["message"] = lambda sid, words: (
        gate.wait(5) if words == "lent" else driver.told.append(words)
    )
    slow, _, _ = on_the_line(driver)
    quick, _, _ = on_the_line(driver)
    slow.text("4lent")
    quick.text("4vif")
    assert eventually(lambda: driver.told == ["vif"])
    gate.set()


def test_who_asks_a_lot_lets_others_have_their_turn(driver):
    driver.handlers = Handlers(1)
    gate = threading.Event()

    def answer(sid: str, words: str) -> None:
        gate.wait(5)
        driver.told.append(words)

    driver.eio.handlers["message"] = answer
    greedy, line, _ = on_the_line(driver)
    other, _, _ = on_the_line(driver)
    for _ in range(4 * lines.TURN):
        greedy.text("4encore")
    assert eventually(lambda: len(line.inbox) >= 4 * lines.TURN - 1)
    other.text("4un mot")
    assert eventually(lambda: driver.handlers.works.qsize() == 1)
    gate.set()
    assert eventually(lambda: len(driver.told) == 4 * lines.TURN + 1)
    assert driver.told.index("un mot") == lines.TURN


def test_the_end_is_told_once_and_the_place_given_back(driver):
    browser, line, left = on_the_line(driver)
    browser.text("4un")
    browser.leave()
    assert eventually(lambda: left == [1])
    assert (driver.told, driver.ends) == (["un"], ["transport close"])
    line.close()
    assert (left, driver.ends, line.sid in driver.eio.sockets) == ([1], ["transport close"], False)


def test_the_house_hangs_up_with_1000_after_the_packet_that_says_so(driver):
    browser, line, left = on_the_line(driver)
    line.close(reason="server disconnect")
    came = browser.events(lambda came: any(isinstance(one, CloseConnection) for one in came))
    assert [one.data for one in came if isinstance(one, TextMessage)] == ["1"]
    assert (came[-1].code, left, driver.ends) == (1000, [1], ["server disconnect"])


@pytest.mark.parametrize(
    ("words", "code"), [("", 1002), ("x", 1002), ("9", 1002), ("2", 1002), ("451-[]", 1003)]
)
def test_what_is_no_packet_closes(driver, words, code):
    browser, _, _ = on_the_line(driver)
    browser.text(words)
    assert browser.code() == code
    assert driver.told == []


def test_an_answer_to_a_ping_keeps_the_line_and_silence_ends_it(driver, monkeypatch):
    driver.eio.ping_interval, driver.eio.ping_timeout = 0.3, 0.6
    browser, line, _ = on_the_line(driver)
    for _ in range(2):
        assert browser.texts(1) == ["2"]
        browser.text("3")
    assert eventually(lambda: line.last_ping is None)
    began = time.monotonic()
    assert browser.code() == 1008
    assert time.monotonic() - began < 3
    browser.leave()
    assert eventually(lambda: driver.ends == ["transport close"])
