"""A second factor set up or taken away ends what was open; codes are not guessed, nobody is kept out."""

import pytest
import time_machine

from annuaire.comptes.models import Compte, Connexion, Jeton
from annuaire.facteurs.actions import drop_facteur, set_facteur
from annuaire.jetons.actions import make_jeton
from socle.extensions import db, security
from socle.signatures import Signature
from tests.annuaire.conftest import MOT_DE_PASSE

START = "2026-03-01T10:00:00Z"
WRONG = "000000"


def shown(secret: str) -> str:
    """What the telephone shows now."""
    return security.totp_factory.generate_totp_password(secret)


@pytest.fixture
def program(cast, visit):
    """``program(compte)``: a program of that person; asks who it is."""

    def made(compte):
        _, secret = make_jeton(compte, "agenda")
        db.session.commit()
        bearer = {"Authorization": f"Bearer {secret}"}
        return lambda: visit().get("/api/v1/moi", headers=bearer).status_code

    return made


@pytest.fixture
def set_up(cast, known, visit):
    """``set_up(visitor)``: from their page, with their password and the code of their telephone."""

    def from_the_page(visitor):
        visitor.get("/moi/second-facteur")
        with visitor.client.session_transaction() as session:
            secret = session["facteur"]
        typed = {"code": shown(secret), "mot_de_passe": MOT_DE_PASSE}
        return secret, visitor.post("/moi/second-facteur", **typed)

    return from_the_page


def test_setting_it_up_ends_everything_else(cast, known, visit, program, set_up, letters):
    admin = known(cast.admin)
    here, elsewhere, call = visit(admin), visit(admin), program(admin)
    basile, other_call = visit(cast.basile), program(cast.basile)
    socket, _ = elsewhere.listen()
    beside, _ = basile.listen()
    assert (call(), elsewhere.get("/moi").status_code, socket.is_connected()) == (200, 200, True)
    thief = visit()
    thief.client.set_cookie("session", here.client.get_cookie("session").value)

    _, done = set_up(here)

    assert done.status_code == 200 and "codes de secours" in done.text
    assert call() == 401
    assert elsewhere.get("/moi").location == "/connexion?suite=/moi"
    assert elsewhere.post("/moi/preferences", theme="sombre", rythme="aucun").location == "/connexion"
    assert thief.get("/moi").location == "/connexion?suite=/moi"
    assert here.get("/moi").status_code == 200
    assert not socket.is_connected()
    heard = [(one["name"], one["args"]) for one in socket.queue]
    assert heard[-1] == ("raccroche", [{"motif": "session"}])
    assert (other_call(), basile.get("/moi").status_code, beside.is_connected()) == (200, 200, True)
    assert [(one.adresse, one.sujet) for one in letters()] == [
        (admin.courriel, "Votre second facteur est en place")
    ]


def test_a_token_is_not_made_by_the_session_that_it_ended(cast, known, visit, set_up):
    known(cast.amina)
    here, elsewhere = visit(cast.amina), visit(cast.amina)
    set_up(here)

    made = elsewhere.post("/moi/jetons", nom="agenda", mot_de_passe=MOT_DE_PASSE)

    assert made.location.startswith("/connexion")
    assert db.session.query(Jeton).count() == 0


@pytest.mark.parametrize("by", ["oneself", "an administrator"])
def test_taking_it_away_ends_everything_too(app, cast, known, visit, program, by):
    amina = known(cast.amina)
    secret = security.totp_factory.generate_totp_secret()
    set_facteur(amina, secret)
    here, elsewhere, call = visit(amina), visit(amina), program(amina)
    socket, _ = elsewhere.listen()

    if by == "oneself":
        here.post("/moi/second-facteur/retrait", mot_de_passe=MOT_DE_PASSE, code=shown(secret))
    else:
        with app.test_request_context():
            drop_facteur(amina, Signature(cast.admin.id))
            db.session.commit()

    assert (call(), socket.is_connected()) == (401, False)
    assert elsewhere.get("/moi").status_code == 302
    assert here.get("/moi").status_code == (200 if by == "oneself" else 302)


def test_a_second_one_is_not_set_up_over_the_first(cast, known, visit, set_up):
    here = visit(known(cast.amina))
    secret, _ = set_up(here)
    kept = db.session.get(Compte, cast.amina.id).tf_totp_secret
    with here.client.session_transaction() as session:
        session["facteur"] = other = security.totp_factory.generate_totp_secret()

    again = here.post("/moi/second-facteur", code=shown(other), mot_de_passe=MOT_DE_PASSE)

    assert again.status_code == 422
    assert db.session.get(Compte, cast.amina.id).tf_totp_secret == kept != other


def test_no_token_is_given_while_a_factor_is_owed(app, cast, known, visit):
    known(cast.farid)
    asked = {"courriel": cast.farid.courriel, "mot_de_passe": MOT_DE_PASSE, "nom": "agenda"}
    app.config["SECOND_FACTEUR"] = True
    try:
        owed = visit().send("post", "/api/v1/jetons", json=asked)
        by_page = visit(cast.farid).post("/moi/jetons", nom="agenda", mot_de_passe=MOT_DE_PASSE)
    finally:
        app.config["SECOND_FACTEUR"] = False

    assert (owed.status_code, by_page.status_code) == (403, 403)
    assert "second facteur" in owed.json["detail"]
    assert db.session.query(Jeton).count() == 0
    assert visit().send("post", "/api/v1/jetons", json=asked).status_code == 201


@pytest.fixture
def guarded(cast, known):
    """Amina asks for a code: her secret."""
    secret = security.totp_factory.generate_totp_secret()
    set_facteur(known(cast.amina), secret)
    db.session.commit()
    return secret


def guess(sign_in, courriel: str, times: int) -> list[int]:
    """A stranger who knows the password, each time in another browser."""
    return [sign_in(courriel)[0].post("/connexion/code", code=WRONG).status_code for _ in range(times)]


def test_strangers_share_ten_guesses_an_hour_then_forty_a_day(cast, guarded, sign_in):
    told = []
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(3):
            told.append(guess(sign_in, cast.amina.courriel, 5))
            clock.shift(61)
        for _ in range(5):
            clock.shift(3_601)
            told.append(guess(sign_in, cast.amina.courriel, 5))
            clock.shift(61)
            told.append(guess(sign_in, cast.amina.courriel, 5))

    assert told[:3] == [[422] * 5, [422] * 5, [429] * 5]
    assert sum(told, []).count(422) == 40


def test_a_device_that_passed_enters_while_strangers_guess(cast, guarded, sign_in):
    with time_machine.travel(START, tick=False) as clock:
        at_home, _ = sign_in(cast.amina.courriel)
        assert at_home.post("/connexion/code", code=shown(guarded)).status_code == 302
        at_home.post("/deconnexion")
        clock.shift(61)
        assert guess(sign_in, cast.amina.courriel, 6) == [422] * 5 + [429]
        other, _ = sign_in(cast.amina.courriel)

        at_home.post("/connexion", courriel=cast.amina.courriel, mot_de_passe=MOT_DE_PASSE)
        assert other.post("/connexion/code", code=shown(guarded)).status_code == 429
        assert at_home.post("/connexion/code", code=shown(guarded)).status_code == 302
        assert at_home.get("/moi").status_code == 200


def test_who_enters_does_not_give_strangers_other_guesses(cast, guarded, sign_in):
    with time_machine.travel(START, tick=False):
        assert guess(sign_in, cast.amina.courriel, 4) == [422] * 4
        new, _ = sign_in(cast.amina.courriel)
        assert new.post("/connexion/code", code=shown(guarded)).status_code == 302
        assert guess(sign_in, cast.amina.courriel, 2) == [422, 429]


def test_a_device_of_before_the_factor_is_a_stranger_to_it(cast, known, sign_in):
    before, _ = sign_in(known(cast.amina).courriel)
    set_facteur(cast.amina, secret := security.totp_factory.generate_totp_secret())
    db.session.commit()
    with time_machine.travel(START, tick=False):
        before.post("/connexion", courriel=cast.amina.courriel, mot_de_passe=MOT_DE_PASSE)
        assert [before.post("/connexion/code", code=WRONG).status_code for _ in range(5)] == [422] * 5
        other, _ = sign_in(cast.amina.courriel)
        assert other.post("/connexion/code", code=shown(secret)).status_code == 429


def test_a_password_chosen_by_mail_makes_no_device_known_to_the_factor(cast, guarded, visit, link):
    nouveau = "un vélo rouge et lent"
    with time_machine.travel(START, tick=False):
        codes = []
        for n in range(2):
            browser = visit()
            browser.post("/connexion/oubli", courriel=cast.amina.courriel)
            browser.post(link(), nouveau=f"{nouveau} {n}")
            browser.post("/connexion", courriel=cast.amina.courriel, mot_de_passe=f"{nouveau} {n}")
            codes.append([browser.post("/connexion/code", code=WRONG).status_code for _ in range(4)])

    assert codes == [[422] * 4, [422, 429, 429, 429]]
    assert db.session.query(Connexion).count() == 0


def test_guesses_of_programs_share_the_count_of_strangers(cast, guarded, sign_in, visit):
    asked = {"courriel": cast.amina.courriel, "mot_de_passe": MOT_DE_PASSE, "nom": "agenda"}
    with time_machine.travel(START, tick=False):
        guess(sign_in, cast.amina.courriel, 5)
        told = visit().send("post", "/api/v1/jetons", json={**asked, "code": shown(guarded)})

    assert told.status_code == 429 and db.session.query(Jeton).count() == 0
