"""Two people on one fil: heard within a second, caught up after a cut, without a script as well."""

import time

import pytest

from tests.produit.programme import Programme

pytestmark = pytest.mark.navigateur
FIL = "/fils/7"


def rangs(page) -> list[int]:
    """The places of the messages that the page shows, in its order."""
    return page.evaluate("[...document.querySelectorAll('.message[data-rang]')].map(m => +m.dataset.rang)")


def wait_for(page, condition, seconds: float) -> float:
    """Wait until the page satisfies a condition; returns how long it took."""
    began = time.monotonic()
    while not condition(page):
        assert time.monotonic() - began < seconds, f"nothing after {seconds} s: {rangs(page)[-3:]}"
        time.sleep(0.02)
    return time.monotonic() - began


def follow(page) -> int:
    """Open the fil at its last page and wait until its socket listens; returns the last place shown."""
    page.goto(FIL + "?page=1")
    last = page.locator(".fil").get_attribute("data-last-url")
    with page.expect_websocket():
        page.goto(last)
    page.wait_for_timeout(800)
    return rangs(page)[-1]


def test_a_message_is_heard_within_a_second(page_for, produit):
    amina, hugo = page_for("amina"), page_for("hugo")
    last = follow(hugo)
    follow(amina)
    amina.locator("textarea[name=texte]").fill("Bonjour **en direct**")
    amina.locator(".composer .button--main").click()
    assert wait_for(hugo, lambda page: rangs(page)[-1] == last + 1, 1.0) < 1
    assert hugo.locator(".message").last.locator("strong").inner_text() == "en direct"

    Programme(produit.url, "basile").post("/fils/7/messages", texte="Par un programme", cle="live-programme")
    wait_for(hugo, lambda page: rangs(page)[-1] == last + 2, 1.0)

    nora = page_for("nora", java_script_enabled=False)
    nora.goto(hugo.locator(".fil").get_attribute("data-last-url"))
    nora.locator("textarea[name=texte]").fill("Sans script")
    nora.locator(".composer .button--main").click()
    wait_for(hugo, lambda page: rangs(page)[-1] == last + 3, 1.0)
    nora.locator(".message", has_text="Sans script").wait_for(timeout=5000)


def test_who_was_cut_off_gets_everything_once_in_order(page_for, produit, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED", "WebSocket connection")
    hugo = page_for("hugo")
    last = follow(hugo)
    hugo.context.set_offline(True)
    basile = Programme(produit.url, "basile")
    for n in range(300):
        assert basile.post("/fils/7/messages", texte=f"absence {n}", cle=f"absence-{n}")[0] == 201
    hugo.context.set_offline(False)
    wait_for(hugo, lambda page: rangs(page)[-1:] == [last + 300], 30)
    shown = rangs(hugo)
    assert shown == sorted(set(shown)) and shown[-300:] == list(range(last + 1, last + 301))


def test_edits_and_removals_arrive_too(page_for):
    amina, hugo = page_for("amina"), page_for("hugo")
    follow(amina)
    follow(hugo)
    amina.locator("textarea[name=texte]").fill("À corriger")
    amina.locator(".composer .button--main").click()
    message = hugo.locator(".message", has_text="À corriger").last
    message.wait_for(timeout=2000)
    number = message.get_attribute("id").removeprefix("message-")
    amina.goto(f"/fils/7/messages/{number}")
    amina.locator("#modifier textarea").fill("Corrigé")
    amina.locator("#modifier .button--main").click()
    hugo.locator(f"#message-{number}", has_text="Corrigé").wait_for(timeout=2000)
    amina.goto(f"/fils/7/messages/{number}")
    amina.locator("summary", has_text="Retirer ce message").click()
    amina.locator("button", has_text="Retirer le message").click()
    hugo.locator(f"#message-{number}", has_text="Ce message a été retiré").wait_for(timeout=2000)


def test_what_was_typed_survives_a_failure_and_a_reload(page_for, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED", "WebSocket connection")
    amina = page_for("amina")
    follow(amina)
    amina.context.set_offline(True)
    amina.locator("textarea[name=texte]").fill("Écrit dans le tunnel")
    amina.locator(".composer .button--main").click()
    failed = amina.locator('.message--attente[data-etat="echec"]')
    failed.wait_for(timeout=5000)
    amina.context.set_offline(False)
    amina.locator(".message[data-rang]", has_text="Écrit dans le tunnel").wait_for(timeout=15000)
    amina.locator("textarea[name=texte]").fill("Un brouillon")
    amina.wait_for_timeout(900)
    amina.reload()
    assert amina.locator("textarea[name=texte]").input_value() == "Un brouillon"


def test_a_fil_that_closes_says_so_to_who_is_looking(page_for, produit):
    amina, basile = page_for("amina"), page_for("basile")
    with amina.expect_websocket():
        amina.goto("/fils/1")
    amina.wait_for_timeout(800)
    basile.goto("/fils/1")
    basile.get_by_text("Clore ce fil").first.click()
    basile.locator("[name=motif]").fill("La suite se dit ailleurs.")
    basile.locator("form:has([name=motif]) button").first.click()
    amina.get_by_text("Ce fil vient d’être clos").wait_for(timeout=3_000)
    amina.reload()
    assert "La suite se dit ailleurs." in amina.locator(".fil__clos").inner_text()
