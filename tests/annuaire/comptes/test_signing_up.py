"""Opening an account, confirming its address, and what strangers may learn of it (nothing)."""

import html
import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from annuaire.comptes.actions import open_compte
from annuaire.comptes.events import CompteConfirmed, CompteOpened
from annuaire.comptes.models import Compte
from annuaire.comptes.queries import at_address
from socle.extensions import db
from socle.journal import Fait
from tests.annuaire.conftest import MOT_DE_PASSE

NADIA = {"nom": "Nadia Ferrand", "courriel": "Nadia@exemple.fr", "mot_de_passe": MOT_DE_PASSE}


def happened(event) -> int:
    return len(db.session.scalars(select(Fait).where(Fait.kind == event.kind())).all())


def test_a_stranger_opens_an_account_confirms_it_and_is_inside(app, visit, link):
    visitor = visit()

    sent = visitor.post("/inscription", **NADIA)
    assert sent.location == "/courriel-envoye?pour=inscription"
    assert (
        visitor.post("/connexion", courriel="nadia@exemple.fr", mot_de_passe=MOT_DE_PASSE).status_code == 422
    )
    inside = visitor.post(link(), mot_de_passe=MOT_DE_PASSE)

    assert inside.location == "/"
    assert "Nadia Ferrand" in visitor.get("/moi").text
    assert at_address("nadia@exemple.fr").alias == "nadia-ferrand"
    assert (happened(CompteOpened), happened(CompteConfirmed)) == (1, 1)


def test_reading_the_mail_confirms_nothing(app, visit, link):
    """Mail scanners open links: a GET changes nothing."""
    visit().post("/inscription", **NADIA)

    assert visit().get(link()).status_code == 200
    assert at_address("nadia@exemple.fr").confirme_le is None


def test_whoever_did_not_choose_the_password_does_not_confirm(app, visit, link):
    """Someone else signed up with my address: opening their link does not give them an account of mine."""
    visit().post("/inscription", **NADIA)

    answer = visit().post(link(), mot_de_passe="ce que je crois être le mien")

    assert answer.status_code == 422
    assert at_address("nadia@exemple.fr").confirme_le is None


def test_the_last_who_signed_up_before_confirming_counts(app, visit, link):
    visit().post("/inscription", **NADIA)
    first = link()
    visit().post("/inscription", **{**NADIA, "mot_de_passe": "un vélo rouge et lent"})

    assert "a déjà servi" in visit().get(first).text
    assert visit().post(first, mot_de_passe="un vélo rouge et lent").status_code == 422
    assert visit().post(link(), mot_de_passe="un vélo rouge et lent").status_code == 302
    assert db.session.query(Compte).count() == 1


def test_a_taken_address_gets_the_same_answer_and_only_its_owner_knows(cast, visit, letters):
    free = visit().post("/inscription", **NADIA)
    taken = visit().post("/inscription", **{**NADIA, "courriel": cast.amina.courriel})

    assert (free.status_code, free.location, free.data) == (taken.status_code, taken.location, taken.data)
    assert [letter.sujet for letter in letters()] == ["Confirmez votre adresse", "Vous avez déjà un compte"]
    assert letters()[-1].adresse == cast.amina.courriel
    assert db.session.get(Compte, cast.amina.id).nom == "Amina"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("courriel", "nadia"),
        ("courriel", "nadia@exemple.fr\r\nBcc: tout@exemple.fr"),
        ("courriel", "nadia@exemple.fr,autre@exemple.fr"),
        ("mot_de_passe", "court"),
        ("mot_de_passe", "motdepasse2026"),
        ("mot_de_passe", "nadia.ferrand!"),
        ("nom", " \u202e "),
        ("nom", "N" * 81),
    ],
)
def test_a_refused_answer_keeps_the_others(app, visit, letters, name, typed):
    answer = visit().post("/inscription", **{**NADIA, name: typed})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    kept = {"courriel": "Nadia@exemple.fr", "nom": "Nadia Ferrand"}
    assert all(value in answer.text for key, value in kept.items() if key != name)
    assert MOT_DE_PASSE not in answer.text
    assert not letters()


def test_what_is_not_asked_is_not_changed(app, visit):
    """Mass assignment: columns are not fields."""
    more = {
        "actif": "0",
        "confirme_le": "2020-01-01",
        "alias": "admin",
        "demo": "1",
        "roles": "admin_plateforme",
        "id": "99",
    }
    visit().post("/inscription", **NADIA, **more)

    compte = at_address("nadia@exemple.fr")
    assert (compte.alias, compte.confirme_le, compte.demo, compte.actif) == (
        "nadia-ferrand",
        None,
        False,
        True,
    )
    assert compte.id != 99


def test_homonyms_have_each_an_alias(app):
    aliases = [open_compte(f"n{n}@exemple.fr", "Zoé Le Goff-Œuvrard", "x").alias for n in range(3)]

    assert aliases == ["zoe-le-goff-oeuvrard", "zoe-le-goff-oeuvrard-2", "zoe-le-goff-oeuvrard-3"]
    assert all(re.fullmatch("[a-z0-9-]{1,40}", alias) for alias in aliases)


def test_a_name_without_letters_still_has_an_alias(app):
    assert open_compte("a@exemple.fr", "李明", "x").alias == "membre"


def test_a_lost_link_is_sent_again_and_tells_nothing(cast, visit, letters):
    visit().post("/inscription", **NADIA)

    answers = [
        visit().post("/inscription/lien", courriel=c)
        for c in ("nadia@exemple.fr", "inconnue@exemple.fr", cast.amina.courriel)
    ]

    assert len({(a.status_code, a.location, a.data) for a in answers}) == 1
    assert [one.sujet for one in letters()[1:]] == [
        "Confirmez votre adresse",
        "Aucun compte à cette adresse",
        "Vous avez déjà un compte",
    ]


def test_one_is_led_back_to_where_one_came_from(app, visit, link):
    came = "/communautes/bonnes-pratiques?fil=3&vue=tout"
    visitor = visit()
    door = visitor.get("/connexion", query_string={"suite": came}).text
    path = html.unescape(re.search(r'href="(/inscription\?[^"]+)"', door).group(1))
    assert f'value="{html.escape(came)}"' in visitor.get(path).text

    sent = visitor.post("/inscription", **NADIA, suite=came)
    confirming = visitor.get(link()).text
    action = html.unescape(re.search(r'action="(/inscription/confirmation/[^"]+)"', confirming).group(1))

    assert sent.location == "/courriel-envoye?pour=inscription"
    assert visitor.post(action, mot_de_passe="une mauvaise idée").status_code == 422
    assert visitor.post(action, mot_de_passe=MOT_DE_PASSE).location == came
    assert visitor.get(path).location == came


ELSEWHERE = ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/\tevil"]


@pytest.mark.parametrize("suite", ELSEWHERE)
def test_one_is_led_nowhere_else(app, cast, visit, link, letters, suite):
    visitor = visit()
    assert "evil" not in visitor.get("/inscription", query_string={"suite": suite}).text
    visitor.post("/inscription", **NADIA, suite=suite)
    assert "suite" not in link()
    forged = visitor.post(f"{link()}?{urlencode({'suite': suite})}", mot_de_passe=MOT_DE_PASSE)
    assert forged.location == "/"
    assert visitor.get("/inscription", query_string={"suite": suite}).location == "/"
    visit().post("/inscription", **NADIA | {"courriel": cast.amina.courriel}, suite=suite)
    assert letters()[-1].sujet == "Vous avez déjà un compte"
    assert "\n\nSe connecter :\nhttp://localhost/connexion\n" in letters()[-1].texte


def test_who_has_an_account_already_is_led_there_too(app, cast, visit, letters):
    visit().post("/inscription", **NADIA | {"courriel": cast.amina.courriel}, suite="/communautes")

    assert "Se connecter :\nhttp://localhost/connexion?suite=/communautes\n" in letters()[-1].texte
