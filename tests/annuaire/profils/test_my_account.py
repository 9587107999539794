"""One's own pages."""

import pytest

from annuaire.comptes.models import Compte
from socle.extensions import db
from tests.annuaire.conftest import MOT_DE_PASSE

PAGES = ["/moi", "/moi/mandats", "/moi/connexions", "/moi/mot-de-passe", "/moi/second-facteur", "/moi/jetons"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_everyone_signed_in_and_for_nobody_else(cast, visit, path):
    assert {visit(person).get(path).status_code for person in cast.everyone()} == {200}
    assert visit().get(path).location == f"/connexion?suite={path}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_title_and_names_where_one_is(cast, visit, path):
    page = visit(cast.amina).get(path).text

    assert page.count("<h1") == 1
    assert page.count('class="tab" href="/moi') == 6
    assert 'style="' not in page


def test_the_profile_is_kept(cast, visit):
    visitor = visit(cast.amina)

    visitor.post("/moi", nom="Amina  Belkacem\u202e", presentation="Bonjour.\r\n\r\n<b>Trésorière</b>")

    amina = db.session.get(Compte, cast.amina.id)
    assert (amina.nom, amina.alias) == ("Amina Belkacem", "amina")
    page = visitor.get("/personnes/amina").text
    assert "<p>Bonjour.</p>" in page and "&lt;b&gt;Trésorière" in page


def test_a_refused_profile_keeps_what_was_typed(cast, visit):
    answer = visit(cast.amina).post("/moi", nom="", presentation="Ce que je fais")

    assert answer.status_code == 422
    assert "Ce que je fais" in answer.text


def test_preferences_are_kept(cast, visit):
    visit(cast.amina).post("/moi/preferences", theme="sombre", rythme="aucun")

    amina = db.session.get(Compte, cast.amina.id)
    assert (amina.theme, amina.rythme) == ("sombre", "aucun")
    assert visit(cast.amina).post("/moi/preferences", theme="fluo", rythme="aucun").status_code == 422


def test_the_password_is_changed_with_the_old_one(cast, known, visit, letters):
    visitor = visit(known(cast.amina))

    wrong = visitor.post("/moi/mot-de-passe", ancien="une mauvaise idée", nouveau="un vélo rouge et lent")
    weak = visitor.post("/moi/mot-de-passe", ancien=MOT_DE_PASSE, nouveau="court")
    done = visitor.post("/moi/mot-de-passe", ancien=MOT_DE_PASSE, nouveau="un vélo rouge et lent")

    assert (wrong.status_code, weak.status_code, done.location) == (422, 422, "/moi")
    assert [letter.sujet for letter in letters()] == ["Votre mot de passe a changé"]


def test_sessions_are_named_after_their_device(cast, known, visit):
    known(cast.amina)
    browser = visit()
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
    typed = {"courriel": cast.amina.courriel, "mot_de_passe": MOT_DE_PASSE}
    browser.send("post", "/connexion", data=typed, headers={"User-Agent": agent})

    page = browser.get("/moi/connexions").text

    assert "Firefox sur Linux" in page and "ici" in page


def test_only_those_who_keep_accounts_see_the_way_there(cast, visit):
    assert cast.who(lambda person: "/reglages/comptes" in visit(person).get("/moi").text) == {
        "Farid",
        "Admin",
    }


@pytest.mark.parametrize(
    ("chosen", "shown"), [("sombre", 'data-theme="dark"'), ("clair", 'data-theme="light"'), ("auto", None)]
)
def test_the_appearance_that_one_chose_is_that_of_every_page(cast, visit, chosen, shown):
    amina = visit(cast.amina)
    assert amina.post("/moi/preferences", theme=chosen, rythme="immediat").status_code == 302
    page = amina.get("/communautes").text
    assert (shown in page) if shown else "data-theme" not in page
    assert "data-theme" not in visit().get("/communautes").text
