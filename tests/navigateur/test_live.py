"""Two people on one fil: heard within a second, caught up after a cut, without a script as well."""

import re
import time
from collections.abc import Callable, Iterator

import pytest

from tests.produit.programme import Programme
from tests.serveurs import Produit

pytestmark = pytest.mark.navigateur
FOLLOWED = "43"  # the answer to « fil:follow », in the writing of socket.io


def rangs(page) -> list[int]:
    """The places of the messages that the page shows, in its order."""
    return page.evaluate("[...document.querySelectorAll('.message[data-rang]')].map(m => +m.dataset.rang)")


def wait_for(page, condition, seconds: float) -> float:
    """Wait until the page satisfies a condition; returns how long it took."""
    began = time.monotonic()
    while not condition(page):
        assert time.monotonic() - began < seconds, f"nothing after {seconds} s: {rangs(page)[-3:]}"
        page.wait_for_timeout(20)  # which also lets the page tell what it heard
    return time.monotonic() - began


def follow(page, fil: str) -> int:
    """Open the fil and wait until the house said that it is followed; returns the last place shown."""
    heard = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))))
    page.goto(fil)
    wait_for(page, lambda _: any(frame.startswith(FOLLOWED) for frame in heard), 10)
    return rangs(page)[-1]


@pytest.fixture(scope="module", params=["maison", "simple"])
def produit(prepared, request) -> Iterator[Produit]:
    """The product of these tests, by each driver of its sockets."""
    served = prepared(PRISES=request.param)
    served.serve()
    yield served
    served.stop()


@pytest.fixture
def fil(page_for) -> str:
    """The address of a question that Basile asks for this test alone."""
    basile = page_for("basile")
    basile.goto("/communautes/bonnes-pratiques/fils/nouveau")
    basile.locator("[name=titre]").fill("Une question en direct")
    basile.locator("[name=texte]").fill("Qui est là ?")
    with basile.expect_navigation():
        basile.locator("form:has([name=titre]) .button--main").click()
    return re.search(r"/fils/\d+", basile.url).group()


def heard_within_a_second(page, act: Callable[[int], None]) -> None:
    """What is said reaches the page in less than a second: at the first try, or the machine was busy."""
    for turn in range(3):
        last = rangs(page)[-1]
        act(turn)
        if wait_for(page, lambda page, last=last: rangs(page)[-1] == last + 1, 10) < 1:
            return
    raise AssertionError("three times, a message took more than a second")


def say(page, words: str) -> None:
    """Write in the fil that the page shows."""
    page.locator("textarea[name=texte]").fill(words)
    page.locator(".composer .button--main").click()


def test_a_message_is_heard_within_a_second(page_for, produit, fil):
    amina, hugo = page_for("amina"), page_for("hugo")
    follow(hugo, fil)
    follow(amina, fil)
    heard_within_a_second(hugo, lambda turn: say(amina, "Bonjour **en direct**"))
    assert hugo.locator(".message").last.locator("strong").inner_text() == "en direct"

    program = Programme(produit.url, "basile")
    words = {"texte": "Par un programme"}
    heard_within_a_second(hugo, lambda turn: program.post(f"{fil}/messages", **words, cle=f"{fil}-{turn}"))

    nora = page_for("nora", java_script_enabled=False)
    nora.goto(fil)
    heard_within_a_second(hugo, lambda turn: say(nora, "Sans script"))
    nora.locator(".message", has_text="Sans script").last.wait_for(timeout=5000)


def test_who_was_cut_off_gets_everything_once_in_order(page_for, produit, complaints, fil):
    complaints.expect("ERR_INTERNET_DISCONNECTED", "WebSocket connection")
    hugo = page_for("hugo")
    last = follow(hugo, fil)
    hugo.context.set_offline(True)
    basile = Programme(produit.url, "basile")
    for n in range(300):
        assert basile.post(f"{fil}/messages", texte=f"absence {n}", cle=f"{fil}-absence-{n}")[0] == 201
    hugo.context.set_offline(False)
    wait_for(hugo, lambda page: rangs(page)[-1:] == [last + 300], 30)
    shown = rangs(hugo)
    assert shown == sorted(set(shown)) and shown[-300:] == list(range(last + 1, last + 301))


def test_edits_and_removals_arrive_too(page_for, fil):
    amina, hugo = page_for("amina"), page_for("hugo")
    follow(amina, fil)
    follow(hugo, fil)
    say(amina, "À corriger")
    message = hugo.locator(".message", has_text="À corriger").last
    message.wait_for(timeout=2000)
    number = message.get_attribute("id").removeprefix("message-")
    amina.goto(f"{fil}/messages/{number}")
    amina.locator("#modifier textarea").fill("Corrigé")
    amina.locator("#modifier .button--main").click()
    hugo.locator(f"#message-{number}", has_text="Corrigé").wait_for(timeout=2000)
    amina.goto(f"{fil}/messages/{number}")
    amina.locator("summary", has_text="Retirer ce message").click()
    amina.get_by_role("dialog").get_by_role("button", name="Retirer ce message").click()
    hugo.locator(f"#message-{number}", has_text="Ce message a été retiré").wait_for(timeout=2000)


def test_what_was_typed_survives_a_failure_and_a_reload(page_for, complaints, fil):
    complaints.expect("ERR_INTERNET_DISCONNECTED", "WebSocket connection")
    amina = page_for("amina")
    follow(amina, fil)
    amina.context.set_offline(True)
    say(amina, "Écrit dans le tunnel")
    failed = amina.locator('.message--attente[data-etat="echec"]')
    failed.wait_for(timeout=5000)
    amina.context.set_offline(False)
    amina.locator(".message[data-rang]", has_text="Écrit dans le tunnel").wait_for(timeout=15000)
    amina.locator("textarea[name=texte]").fill("Un brouillon")
    wait_for(amina, lambda page: "Un brouillon" in str(page.evaluate("Object.values(localStorage)")), 5)
    amina.reload()
    assert amina.locator("textarea[name=texte]").input_value() == "Un brouillon"


def test_a_fil_that_closes_says_so_to_who_is_looking(page_for, fil):
    amina, basile = page_for("amina"), page_for("basile")
    follow(amina, fil)
    basile.goto(fil)
    basile.get_by_text("Clore ce fil").first.click()
    basile.locator("[name=motif]").fill("La suite se dit ailleurs.")
    basile.locator("form:has([name=motif]) button").first.click()
    amina.get_by_text("Ce fil vient d’être clos").wait_for(timeout=3_000)
    amina.reload()
    assert "La suite se dit ailleurs." in amina.locator(".fil__clos").inner_text()
