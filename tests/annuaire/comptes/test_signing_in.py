"""Signing in: who enters, who does not, and what a refusal tells."""

import re
from threading import Thread

import pytest

from annuaire import mots_de_passe
from annuaire.comptes import views
from annuaire.comptes.models import Compte, Connexion
from annuaire.mots_de_passe import hashed
from socle.extensions import db
from tests.annuaire.conftest import MOT_DE_PASSE


def bare(page, address: str) -> str:
    """A page without what differs from one visit to the next."""
    return re.sub('name="csrf_token" value="[^"]*"', "", page.text).replace(address, "")


def test_a_known_person_enters_and_comes_back_where_she_was(cast, known, sign_in):
    known(cast.amina)

    visitor, answer = sign_in("AMINA@demo.example ", suite="/moi/connexions")

    assert (answer.status_code, answer.location) == (302, "/moi/connexions")
    assert "Vos connexions" in visitor.get("/moi/connexions").text


def test_a_refusal_keeps_the_address_and_never_the_password(cast, known, sign_in):
    known(cast.amina)

    _, answer = sign_in("amina@demo.example", "un autre mot de passe")

    assert answer.status_code == 422
    assert "amina@demo.example" in answer.text
    assert "un autre mot de passe" not in answer.text
    assert "ne vont pas ensemble" in answer.text


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(cast, known, sign_in):
    known(cast.amina)

    _, wrong = sign_in("amina@demo.example", "un autre mot de passe")
    _, unknown = sign_in("nadia@demo.example", "un autre mot de passe")

    assert wrong.status_code == unknown.status_code
    assert bare(wrong, "amina@") == bare(unknown, "nadia@")


def test_an_unknown_address_costs_a_hash_too(cast, known, sign_in, monkeypatch):
    hashes = []
    monkeypatch.setattr(mots_de_passe, "verify_password", lambda *asked: hashes.append(asked) or False)
    sign_in("nadia@demo.example")
    sign_in(known(cast.amina).courriel)

    assert len(hashes) == 2


@pytest.mark.parametrize(
    ("change", "sentence"), [({"actif": False}, "suspendu"), ({"confirme_le": None}, "pas encore confirmée")]
)
def test_a_right_password_is_told_why_it_does_not_open(cast, known, sign_in, change, sentence):
    person = known(cast.amina)
    for name, value in change.items():
        setattr(person, name, value)

    _, answer = sign_in(person.courriel)
    _, wrong = sign_in(person.courriel, "un autre mot de passe")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert sentence not in wrong.text


def test_an_account_without_a_password_is_opened_by_none(cast, sign_in):
    for typed in ("", " ", "None", MOT_DE_PASSE):
        assert sign_in(cast.amina.courriel, typed)[1].status_code == 422


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "/\tevil",
        "/é",
    ],
)
def test_what_follows_stays_on_this_site(cast, known, sign_in, elsewhere):
    _, answer = sign_in(known(cast.amina).courriel, suite=elsewhere)

    assert answer.location == "/"


def test_each_sign_in_is_a_new_session_whatever_cookie_came_before(cast, known, visit):
    known(cast.amina)
    visitor = visit(cast.amina)
    with visitor.client.session_transaction() as session:
        before = session["_user_id"]

    visitor.client.set_cookie("session", visitor.client.get_cookie("session").value)
    visitor.post("/connexion", courriel=cast.amina.courriel, mot_de_passe=MOT_DE_PASSE)

    with visitor.client.session_transaction() as session:
        assert session["_user_id"] != before
    assert db.session.query(Connexion).count() == 2


def test_the_house_keeps_the_hash_of_the_cookie_only(cast, known, sign_in):
    visitor, _ = sign_in(known(cast.amina).courriel)

    with visitor.client.session_transaction() as session:
        secret = session["_user_id"]
    assert len(secret) >= 43  # 256 bits
    assert secret not in [connexion.empreinte for connexion in db.session.query(Connexion)]


def test_whoever_is_not_signed_in_is_led_to_the_door_and_back(cast, visit):
    page = visit().get("/moi/connexions?a=1")

    assert page.location == "/connexion?suite=/moi/connexions?a%3D1"


def test_a_program_that_is_nobody_gets_a_problem(cast, visit):
    answer = visit().get("/api/v1/moi")

    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"] == "Connectez-vous d'abord."


def test_a_password_that_is_typed_decomposed_is_the_same(cast, sign_in):
    cast.amina.mot_de_passe = hashed("le vélo déjà réparé")

    _, answer = sign_in(cast.amina.courriel, "le vélo déjà réparé")

    assert answer.status_code == 302


def test_nobody_enters_between_the_password_and_the_session(app, cast, known, sign_in, monkeypatch):
    """Suspended once the password is judged: the transaction that writes asks again."""
    person_id, courriel, come_in = known(cast.amina).id, cast.amina.courriel, views.come_in

    def suspend():
        with app.app_context():
            db.session.get(Compte, person_id).actif = False
            db.session.commit()

    def suspended_meanwhile(*asked):
        elsewhere = Thread(target=suspend)
        elsewhere.start()
        elsewhere.join()
        return come_in(*asked)

    monkeypatch.setattr(views, "come_in", suspended_meanwhile)
    _, answer = sign_in(courriel)

    assert answer.location == "/connexion"
    assert db.session.query(Connexion).count() == 0
