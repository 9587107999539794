"""Sessions are kept by the server: what ends them, and that a copied cookie ends with them."""

from datetime import timedelta

import pytest

from annuaire.comptes.actions import close_forgotten_connexions, revoke_connexions, suspend_compte
from annuaire.comptes.models import Compte, Connexion
from annuaire.comptes.queries import ABSOLUTE, IDLE
from communautes.espaces.models import Membre
from socle.clock import now
from socle.extensions import db
from socle.signatures import Signature
from tests.annuaire.conftest import MOT_DE_PASSE


def thief_of(visitor, visit):
    """Another browser with a copy of the cookie."""
    thief = visit()
    thief.client.set_cookie("session", visitor.client.get_cookie("session").value)
    return thief


def opens(visitor) -> bool:
    return visitor.get("/moi").status_code == 200


def test_a_copied_cookie_dies_with_the_session(cast, visit):
    visitor = visit(cast.amina)
    thief = thief_of(visitor, visit)
    assert opens(thief)

    visitor.post("/deconnexion")

    assert not opens(visitor)
    assert not opens(thief)


def test_a_password_change_leaves_only_the_person_inside(cast, known, visit):
    known(cast.amina)
    here, elsewhere = visit(cast.amina), visit(cast.amina)
    thief = thief_of(here, visit)

    here.post("/moi/mot-de-passe", ancien=MOT_DE_PASSE, nouveau="un vélo rouge et lent")

    assert opens(here)
    assert not opens(elsewhere)
    assert not opens(thief)


def test_a_suspension_ends_every_session(cast, visit):
    visitor = visit(cast.amina)
    assert opens(visitor)

    suspend_compte(cast.amina, Signature(cast.admin.id), "essai")
    db.session.commit()

    assert not opens(visitor)


def test_who_is_suspended_comes_back_by_no_door(cast, known, sign_in, visit):
    visitor, typed = visit(known(cast.amina)), {"courriel": cast.amina.courriel, "mot_de_passe": MOT_DE_PASSE}
    home = "/communautes/bonnes-pratiques"
    assert visitor.post(home + "/depart").status_code == 302
    suspend_compte(cast.amina, Signature(cast.admin.id), "Envois répétés")
    db.session.commit()

    again, answer = sign_in(cast.amina.courriel)
    assert answer.status_code == 422 and "suspendu" in answer.text
    assert visit().send("post", "/api/v1/jetons", json={**typed, "nom": "essai"}).status_code == 403
    # Also with a session opened at the very moment of the suspension.
    for one in (visitor, again, visit(cast.amina)):
        assert not opens(one) and one.post(home + "/membres").location.startswith("/connexion")
    assert db.session.get(Membre, (cast.pratiques.id, cast.amina.id)) is None
    assert (cast.amina.actif, cast.amina.motif_suspension) == (False, "Envois répétés")


def test_a_session_left_open_does_not_outlive_its_account(cast, visit):
    visitor = visit(cast.amina)
    cast.amina.actif = False

    assert not opens(visitor)
    assert db.session.query(Connexion).one().fermee_le is None


@pytest.mark.parametrize(("column", "age"), [("vue_le", IDLE), ("ouverte_le", ABSOLUTE)])
def test_a_session_runs_out(cast, visit, column, age):
    visitor = visit(cast.amina)
    connexion = db.session.query(Connexion).one()
    setattr(connexion, column, now() - age + timedelta(minutes=1))
    assert opens(visitor)

    setattr(db.session.query(Connexion).one(), column, now() - age)

    assert not opens(visitor)
    close_forgotten_connexions()
    assert db.session.query(Connexion).one().fermee_le is not None


def test_presence_is_noted_once_in_five_minutes(cast, visit, statements):
    visitor = visit(cast.amina)
    old = now() - timedelta(minutes=6)
    db.session.query(Connexion).one().vue_le = old

    with statements() as first:
        visitor.get("/moi")
    noted = db.session.query(Connexion).one().vue_le
    with statements() as second:
        visitor.get("/moi")

    assert noted > old
    assert [told for told in first if told.startswith("UPDATE")]
    assert not [told for told in second if told.startswith("UPDATE")]


def test_reading_who_is_there_takes_one_statement(cast, visit, statements):
    visitor = visit(cast.amina)

    with statements() as told:
        visitor.get("/moi/mot-de-passe")

    assert len([one for one in told if "connexion" in one]) == 1


def test_one_closes_a_session_from_its_list_and_only_ones_own(cast, visit):
    visitor, other = visit(cast.amina), visit(cast.amina)
    stranger = visit(cast.basile)
    ids = [connexion.id for connexion in db.session.query(Connexion).order_by(Connexion.id)]

    assert stranger.post(f"/moi/connexions/{ids[1]}/fermeture").status_code == 404
    assert opens(other)
    assert visitor.post(f"/moi/connexions/{ids[1]}/fermeture").status_code == 302

    assert not opens(other)
    assert opens(visitor)


def test_one_closes_all_the_others(cast, visit):
    visitor, other, stranger = visit(cast.amina), visit(cast.amina), visit(cast.basile)

    visitor.post("/moi/connexions/fermeture")

    assert (opens(visitor), opens(other), opens(stranger)) == (True, False, True)


def test_leaving_is_a_post_only(cast, visit):
    visitor = visit(cast.amina)

    assert visitor.get("/deconnexion").status_code == 405
    assert opens(visitor)


def test_leaving_twice_does_no_harm(cast, visit):
    visitor = visit(cast.amina)

    assert [visitor.post("/deconnexion").status_code for _ in range(2)] == [302, 302]


def test_a_session_that_ends_hangs_up_the_sockets(cast, visit):
    visitor = visit(cast.amina)
    socket, _ = visitor.listen()
    other, _ = visit(cast.basile).listen()
    assert socket.is_connected()

    revoke_connexions(db.session.get(Compte, cast.amina.id), Signature(cast.amina.id))
    db.session.commit()

    assert not socket.is_connected()
    assert other.is_connected()
