"""The second factor: set up, asked at the door, lost, demanded by one's powers."""

import re

import pytest
import time_machine

from annuaire.comptes.models import Compte, Connexion
from annuaire.facteurs.actions import set_facteur
from annuaire.facteurs.events import CodesRenewed, FacteurDropped, FacteurSet
from socle.extensions import db, security
from socle.journal import Fait
from tests.annuaire.conftest import MOT_DE_PASSE

START = "2026-03-01T10:00:00Z"


def shown(secret: str) -> str:
    """What the telephone shows now."""
    return security.totp_factory.generate_totp_password(secret)


@pytest.fixture
def guarded(app, cast, known):
    """Amina asks for a code; returns her secret and her rescue codes."""
    amina = known(cast.amina)
    secret = security.totp_factory.generate_totp_secret()
    codes = set_facteur(amina, secret)
    db.session.commit()
    return secret, codes


@pytest.fixture
def demanded(app):
    """Powers over others demand a second factor, as in production."""
    app.config["SECOND_FACTEUR"] = True
    yield
    app.config["SECOND_FACTEUR"] = False


def test_it_is_set_up_with_a_drawing_a_code_and_the_password(cast, known, visit):
    visitor = visit(known(cast.amina))
    page = visitor.get("/moi/second-facteur").text
    assert 'src="data:image/svg+xml;base64,' in page
    with visitor.client.session_transaction() as session:
        secret = session["facteur"]
    assert "key" not in secret or "enckey" in secret  # what the cookie carries is sealed

    wrong = visitor.post("/moi/second-facteur", code=shown(secret), mot_de_passe="une mauvaise idée")
    bad = visitor.post("/moi/second-facteur", code="000000", mot_de_passe=MOT_DE_PASSE)
    done = visitor.post("/moi/second-facteur", code=shown(secret), mot_de_passe=MOT_DE_PASSE)

    assert (wrong.status_code, bad.status_code, done.status_code) == (422, 422, 200)
    assert len(re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", done.text)) == 8
    amina = db.session.get(Compte, cast.amina.id)
    assert amina.second_facteur
    assert not any(
        code in str(amina.mf_recovery_codes) for code in re.findall(r"[0-9a-f]{4}-[0-9a-f-]{9}", done.text)
    )
    assert db.session.query(Fait).filter_by(kind=FacteurSet.kind()).count() == 1


def test_the_password_alone_no_longer_opens(cast, guarded, sign_in):
    secret, _ = guarded

    visitor, answer = sign_in(cast.amina.courriel, suite="/moi/jetons")

    assert answer.location == "/connexion/code"
    assert visitor.get("/moi").status_code == 302
    assert db.session.query(Connexion).count() == 0
    assert visitor.post("/connexion/code", code="000000").status_code == 422
    assert visitor.post("/connexion/code", code=shown(secret)).location == "/moi/jetons"
    assert visitor.get("/moi").status_code == 200


def test_a_code_serves_once(cast, guarded, sign_in):
    secret, _ = guarded
    with time_machine.travel(START, tick=False):
        first, _ = sign_in(cast.amina.courriel)
        second, _ = sign_in(cast.amina.courriel)
        code = shown(secret)

        assert first.post("/connexion/code", code=code).status_code == 302
        assert second.post("/connexion/code", code=code).status_code == 422


def test_a_rescue_code_serves_once(cast, guarded, sign_in):
    _, codes = guarded
    first, _ = sign_in(cast.amina.courriel)
    second, _ = sign_in(cast.amina.courriel)

    assert first.post("/connexion/code", code=codes[0].upper()).status_code == 302
    assert second.post("/connexion/code", code=codes[0]).status_code == 422
    assert second.post("/connexion/code", code=codes[1]).status_code == 302


def test_codes_are_guessed_five_times_a_minute(cast, guarded, sign_in):
    with time_machine.travel(START, tick=False):
        visitor, _ = sign_in(cast.amina.courriel)
        tried = [visitor.post("/connexion/code", code=f"{n:06}").status_code for n in range(6)]

    assert tried == [422] * 5 + [429]


def test_one_does_not_wait_at_the_door_for_ever(cast, guarded, sign_in):
    secret, _ = guarded
    with time_machine.travel(START, tick=False) as clock:
        visitor, _ = sign_in(cast.amina.courriel)
        clock.shift(601)
        assert visitor.post("/connexion/code", code=shown(secret)).location == "/connexion"


def test_nobody_types_a_code_before_a_password(cast, guarded, visit):
    secret, _ = guarded

    assert visit().get("/connexion/code").location == "/connexion"
    assert visit().post("/connexion/code", code=shown(secret)).location == "/connexion"


def test_a_password_changed_meanwhile_closes_the_door_half_open(cast, guarded, sign_in, visit, link):
    secret, _ = guarded
    visitor, _ = sign_in(cast.amina.courriel)
    visit().post("/connexion/oubli", courriel=cast.amina.courriel)
    visit().post(link(), nouveau="un vélo rouge et lent")

    assert visitor.post("/connexion/code", code=shown(secret)).location == "/connexion"


def test_new_rescue_codes_replace_the_others(cast, guarded, visit, sign_in, letters):
    secret, codes = guarded
    visitor, path = visit(cast.amina), "/moi/second-facteur/codes"
    before = db.session.get(Compte, cast.amina.id).mf_recovery_codes

    alone = visitor.post(path, mot_de_passe=MOT_DE_PASSE)
    wrong = visitor.post(path, mot_de_passe=MOT_DE_PASSE, code="000000")
    assert (alone.status_code, wrong.status_code) == (422, 422) and "pas, ou n’est plus" not in alone.text
    assert db.session.get(Compte, cast.amina.id).mf_recovery_codes == before
    page = visitor.post(path, mot_de_passe=MOT_DE_PASSE, code=shown(secret)).text

    assert len(re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", page)) == 8 and codes[0] not in page
    assert letters()[-1].sujet == "Vos codes de secours sont changés"
    assert db.session.query(Fait).filter_by(kind=CodesRenewed.kind()).count() == 1
    at_the_door, _ = sign_in(cast.amina.courriel)
    assert at_the_door.post("/connexion/code", code=codes[0]).status_code == 422


def test_it_is_taken_away_with_the_password_and_a_code(cast, guarded, visit, letters):
    secret, _ = guarded
    visitor, path = visit(cast.amina), "/moi/second-facteur/retrait"

    assert visitor.post(path, mot_de_passe="une mauvaise idée", code=shown(secret)).status_code == 422
    assert visitor.post(path, mot_de_passe=MOT_DE_PASSE).status_code == 422
    assert visitor.post(path, mot_de_passe=MOT_DE_PASSE, code="000000").status_code == 422
    assert db.session.get(Compte, cast.amina.id).second_facteur
    assert visitor.post(path, mot_de_passe=MOT_DE_PASSE, code=shown(secret)).status_code == 302

    assert not db.session.get(Compte, cast.amina.id).second_facteur
    assert letters()[-1].sujet == "Votre second facteur est retiré"
    assert db.session.query(Fait).filter_by(kind=FacteurDropped.kind()).count() == 1


WITHOUT = {"Farid", "Admin", "Basile", "Gwen"}


def test_whoever_must_have_one_does_nothing_before(cast, visit, demanded):
    led = {
        person.nom
        for person in cast.everyone()
        if visit(person).get("/moi").location == "/moi/second-facteur"
    }

    assert led == WITHOUT


def test_the_others_are_not_bothered(cast, visit):
    assert all(visit(person).get("/moi").status_code == 200 for person in cast.everyone())


@pytest.mark.parametrize("path", ["/", "/communautes", "/reglages/comptes", "/personnes/amina"])
def test_every_page_leads_there(cast, visit, demanded, path):
    assert visit(cast.farid).get(path).location == "/moi/second-facteur"


def test_acts_programs_and_sockets_are_shut_too(cast, visit, demanded):
    from annuaire.jetons.actions import make_jeton

    _, secret = make_jeton(cast.farid, "essai")
    db.session.commit()
    bearer = {"Authorization": f"Bearer {secret}"}

    assert visit(cast.farid).post("/moi/preferences", theme="clair", rythme="aucun").status_code == 403
    assert visit().get("/api/v1/moi", headers=bearer).status_code == 403
    assert not visit(cast.farid).listen()[0].is_connected()
    assert visit(cast.amina).listen()[0].is_connected()


def test_it_is_set_up_from_there_and_opens_everything(cast, known, visit, demanded):
    visitor = visit(known(cast.farid))
    assert "Mettez-le en place pour continuer" in visitor.get("/moi/second-facteur").text
    with visitor.client.session_transaction() as session:
        secret = session["facteur"]

    visitor.post("/moi/second-facteur", code=shown(secret), mot_de_passe=MOT_DE_PASSE)

    assert visitor.get("/reglages/comptes").status_code == 200
    typed = {"mot_de_passe": MOT_DE_PASSE, "code": shown(secret)}
    assert visitor.post("/moi/second-facteur/retrait", **typed).status_code == 422
    assert db.session.get(Compte, cast.farid.id).second_facteur


def test_one_may_still_leave(cast, visit, demanded):
    visitor = visit(cast.farid)

    assert visitor.post("/deconnexion").location == "/"
    assert visitor.get("/moi").location.startswith("/connexion")
