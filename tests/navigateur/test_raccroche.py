"""A page that was hung up hears why, comes back by itself where it may, leads to the door where it must."""

import pytest

from tests.navigateur.conftest import sign_in
from tests.navigateur.test_live import follow, rangs, say, wait_for
from tests.produit.programme import Programme

pytestmark = pytest.mark.navigateur
DOWN = ("WebSocket connection", "ERR_CONNECTION_REFUSED")


@pytest.fixture
def fil(produit) -> str:
    """The address of a fil that Amina and Hugo may write in."""
    return f"/fils/{Programme(produit.url, 'amina').get('/fils')[1]['fils'][0]['id']}"


@pytest.fixture
def leave(complaints):
    """``leave(page)``: the session of that browser ends elsewhere; the page then marks nothing as read."""
    complaints.expect("status of 400")

    def sign_out(page) -> None:
        token = page.locator("meta[name=csrf-token]").get_attribute("content")
        assert page.request.post("/deconnexion", form={"csrf_token": token}).ok

    return sign_out


def test_a_session_that_ended_leads_to_the_door_and_back(page_for, leave, fil):
    hugo = page_for()
    sign_in(hugo, "hugo")
    follow(hugo, fil)
    leave(hugo)
    hugo.wait_for_url("**/connexion?suite=*", timeout=8000)
    assert hugo.url.endswith(f"suite={fil.replace('/', '%2F')}")


def test_words_are_not_thrown_away_and_another_tab_brings_the_line_back(page_for, leave, produit, fil):
    hugo = page_for()
    sign_in(hugo, "hugo")
    follow(hugo, fil)
    hugo.locator("textarea[name=texte]").fill("Une phrase commencée")
    leave(hugo)
    notice = hugo.locator(".avis")
    notice.wait_for(timeout=8000)
    assert "Votre session est terminée" in notice.inner_text()
    assert hugo.locator(".avis a").get_attribute("href") == f"/connexion?suite={fil.replace('/', '%2F')}"
    assert hugo.locator("textarea[name=texte]").input_value() == "Une phrase commencée"

    other = hugo.context.new_page()
    sign_in(other, "hugo")
    hugo.bring_to_front()
    hugo.evaluate("dispatchEvent(new Event('focus'))")
    notice.wait_for(state="detached", timeout=8000)
    last = rangs(hugo)[-1]
    program = Programme(produit.url, "basile")
    assert program.post(f"{fil}/messages", texte="Après le retour", cle=f"{fil} retour {last}")[0] == 201
    wait_for(hugo, lambda page: rangs(page)[-1] == last + 1, 5)


def test_another_person_in_the_same_browser_is_said(page_for, leave, fil):
    hugo = page_for()
    sign_in(hugo, "hugo")
    follow(hugo, fil)
    hugo.locator("textarea[name=texte]").fill("Une phrase commencée")
    leave(hugo)
    hugo.locator(".avis").wait_for(timeout=8000)
    sign_in(hugo.context.new_page(), "amina")
    hugo.bring_to_front()
    hugo.evaluate("dispatchEvent(new Event('focus'))")
    hugo.get_by_text("Une autre personne s’est connectée").wait_for(timeout=8000)


def test_a_right_that_changed_brings_the_page_back_by_itself(page_for, produit, fil):
    hugo = page_for("hugo")
    last = follow(hugo, fil)
    program = Programme(produit.url, "hugo")
    mine = program.get("/moi/jetons")[1]["jetons"]
    assert program.post(f"/moi/jetons/{mine[0]['id']}/revocation")[0] in (200, 204)
    basile = Programme(produit.url, "basile")
    for number in range(3):
        assert basile.post(f"{fil}/messages", texte=f"n {number}", cle=f"{fil} {last} {number}")[0] == 201
    wait_for(hugo, lambda page: rangs(page)[-1] == last + 3, 8)
    assert rangs(hugo)[-3:] == [last + 1, last + 2, last + 3]
    assert hugo.locator(".avis").count() == 0


def test_a_house_that_restarts_finds_its_pages_again(page_for, new_produit, complaints):
    produit = new_produit(PRISES_PAR_PERSONNE="1")
    complaints.expect(*DOWN, produit.url, produit.url.replace("http", "ws", 1))
    hugo = page_for("hugo", base_url=produit.url)
    amina = Programme(produit.url, "amina")
    address = f"/fils/{amina.get('/fils')[1]['fils'][0]['id']}"
    last = follow(hugo, address)
    produit.restart()
    assert amina.post(f"{address}/messages", texte="Pendant l’arrêt", cle="arret")[0] == 201
    wait_for(hugo, lambda page: rangs(page)[-1] == last + 1, 15)
    say(hugo, "Me revoilà")
    wait_for(hugo, lambda page: rangs(page)[-1] == last + 2, 5)

    second = hugo.context.new_page()
    second.goto(address)
    second.get_by_text("Vous avez déjà 1 pages en direct").wait_for(timeout=5000)
    hugo.close()
    second.locator(".avis").wait_for(state="detached", timeout=20_000)
