"""Tokens of programs: made with a password, shown once, revoked, kept as hashes."""

import pytest

from annuaire.comptes.models import Jeton
from annuaire.facteurs.actions import set_facteur
from annuaire.jetons.actions import make_jeton, revoke_jeton
from annuaire.jetons.events import JetonMade, JetonRevoked
from socle.errors import Conflict
from socle.extensions import db, security
from socle.journal import Fait
from socle.permissions import can
from socle.signatures import Signature
from tests.annuaire.conftest import MOT_DE_PASSE


@pytest.fixture
def asked(cast, known):
    """What a program of Amina sends."""
    known(cast.amina)
    return {"courriel": "amina@demo.example", "mot_de_passe": MOT_DE_PASSE, "nom": "agenda du bureau"}


@pytest.fixture
def call(visit):
    """``call("get", path, jeton)``: a program without any cookie."""

    def ask(method, path, jeton=None, **options):
        headers = {"Authorization": f"Bearer {jeton}"} if jeton else {}
        return visit().send(method, path, headers=headers, **options)

    return ask


def test_a_program_gets_a_token_says_who_it_is_and_lets_it_go(cast, asked, call):
    made = call("post", "/api/v1/jetons", json=asked)
    assert made.status_code == 201
    assert set(made.json) == {"id", "nom", "cree_le", "vu_le", "jeton"}
    jeton = made.json["jeton"]

    moi = call("get", "/api/v1/moi", jeton)
    listed = call("get", "/api/v1/jetons", jeton)
    gone = call("delete", f"/api/v1/jetons/{made.json['id']}", jeton)

    assert (moi.json["alias"], moi.json["roles"], moi.json["mandats"]) == ("amina", [], [])
    assert [one["nom"] for one in listed.json] == ["agenda du bureau"] and "jeton" not in listed.json[0]
    assert gone.status_code == 204
    assert call("get", "/api/v1/moi", jeton).status_code == 401


def test_moi_tells_roles_and_mandates(cast, call):
    _, carole = make_jeton(cast.carole, "essai")
    db.session.commit()

    moi = call("get", "/api/v1/moi", carole).json

    assert [(r["fonction"], r["perimetre"]) for r in moi["roles"]] == [
        ("agent_collectivite", f"structure:{cast.agglo.id}")
    ]
    assert [m["libelle"] for m in moi["mandats"]] == ["Agglomération d'essai (chargée de développement)"]


def test_it_is_kept_as_a_hash(cast, asked, call):
    jeton = call("post", "/api/v1/jetons", json=asked).json["jeton"]

    assert len(jeton) >= 43
    kept = db.session.query(Jeton).one()
    assert jeton not in (kept.empreinte, kept.nom)


def test_a_wrong_password_and_an_unknown_address_get_the_same_problem(cast, asked, call):
    wrong = call("post", "/api/v1/jetons", json={**asked, "mot_de_passe": "une mauvaise idée"})
    unknown = call("post", "/api/v1/jetons", json={**asked, "courriel": "inconnue@exemple.fr"})

    assert (wrong.status_code, wrong.data) == (unknown.status_code, unknown.data)
    assert (wrong.status_code, wrong.mimetype) == (401, "application/problem+json")


def test_the_second_factor_is_asked_of_programs_too(cast, asked, call):
    secret = security.totp_factory.generate_totp_secret()
    set_facteur(cast.amina, secret)
    db.session.commit()
    code = security.totp_factory.generate_totp_password(secret)

    without = call("post", "/api/v1/jetons", json=asked)
    wrong = call("post", "/api/v1/jetons", json={**asked, "code": "000000"})
    right = call("post", "/api/v1/jetons", json={**asked, "code": code})
    again = call("post", "/api/v1/jetons", json={**asked, "code": code})

    assert [a.status_code for a in (without, wrong, right, again)] == [403, 403, 201, 403]
    assert "second facteur" in without.json["detail"]


def test_guesses_of_programs_are_counted(cast, asked, call, limits):
    codes = [
        call("post", "/api/v1/jetons", json={**asked, "mot_de_passe": "non"}).status_code for _ in range(6)
    ]

    assert codes == [401] * 5 + [429]


@pytest.mark.parametrize("change", [{"nom": ""}, {"courriel": None}, {"mot_de_passe": 12}, {"inconnu": 1}])
def test_what_a_program_sends_is_checked(cast, asked, call, change):
    answer = call("post", "/api/v1/jetons", json={**asked, **change})

    assert answer.status_code == 422
    assert set(answer.json["errors"]) == set(change)


def test_a_suspended_account_has_no_token_any_more(cast, asked, call):
    jeton = call("post", "/api/v1/jetons", json=asked).json["jeton"]
    cast.amina.actif = False

    assert call("get", "/api/v1/moi", jeton).status_code == 401
    assert call("post", "/api/v1/jetons", json=asked).status_code == 403


def test_a_password_change_takes_tokens_back(cast, asked, call, visit):
    jeton = call("post", "/api/v1/jetons", json=asked).json["jeton"]

    visit(cast.amina).post("/moi/mot-de-passe", ancien=MOT_DE_PASSE, nouveau="un vélo rouge et lent")

    assert call("get", "/api/v1/moi", jeton).status_code == 401


WHO_MAY = {"read": {"Amina"}, "revoke": {"Amina"}}


def test_tokens_are_ones_own(cast, call):
    jeton, _ = make_jeton(cast.amina, "essai")
    _, basile = make_jeton(cast.basile, "essai")
    db.session.commit()

    assert cast.who(lambda person: can(person, "read", jeton)) == WHO_MAY["read"]
    assert cast.who(lambda person: can(person, "revoke", jeton)) == WHO_MAY["revoke"]
    assert call("delete", f"/api/v1/jetons/{jeton.id}", basile).status_code == 404
    assert call("delete", "/api/v1/jetons/9223372036854775808", basile).status_code == 404


def test_a_token_is_made_from_the_page_with_the_password_and_shown_once(cast, known, visit):
    visitor = visit(known(cast.amina))

    wrong = visitor.post("/moi/jetons", nom="agenda", mot_de_passe="une mauvaise idée")
    made = visitor.post("/moi/jetons", nom="agenda", mot_de_passe=MOT_DE_PASSE)

    assert (wrong.status_code, made.status_code) == (422, 201)
    assert 'value="agenda"' in wrong.text
    assert "fab_" in made.text
    page = visitor.get("/moi/jetons").text
    assert "fab_" not in page and "agenda" in page


def test_a_token_is_revoked_from_the_page(cast, visit, call):
    jeton, secret = make_jeton(cast.amina, "agenda")
    db.session.commit()

    visit(cast.amina).post(f"/moi/jetons/{jeton.id}/revocation")

    assert call("get", "/api/v1/moi", secret).status_code == 401
    kinds = [fait.kind for fait in db.session.query(Fait).order_by(Fait.id)]
    assert JetonMade.kind() in kinds and JetonRevoked.kind() in kinds


def test_a_revoked_token_is_hung_up(cast, visit):
    jeton, _ = make_jeton(cast.amina, "agenda")
    socket, _ = visit(cast.amina).listen()
    assert socket.is_connected()

    revoke_jeton(jeton, by=Signature(cast.amina.id))
    db.session.commit()

    assert not socket.is_connected()


def test_fifty_tokens_are_enough(cast):
    for n in range(50):
        make_jeton(cast.amina, f"jeton {n}")

    with pytest.raises(Conflict):
        make_jeton(cast.amina, "un de trop")


def test_a_token_needs_no_form_token_and_a_cookie_does(app, cast, visit, call):
    _, secret = make_jeton(cast.amina, "essai")
    db.session.commit()
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert call("delete", "/api/v1/jetons/999", secret).status_code == 404
        assert visit(cast.amina).send("delete", "/api/v1/jetons/999").status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
