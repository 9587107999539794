"""A forgotten password: the mail alone tells whether the address has an account."""

import time_machine

from annuaire.comptes.models import Connexion
from socle.extensions import db
from tests.annuaire.conftest import MOT_DE_PASSE

NEW = "un vélo rouge et lent"


def test_the_link_gives_another_password_once(cast, known, visit, link, sign_in, letters):
    amina = known(cast.amina)
    visit().post("/connexion/oubli", courriel=amina.courriel)
    path = link()

    assert visit().get(path).status_code == 200
    assert visit().post(path, nouveau=NEW).location == "/connexion"

    assert sign_in(amina.courriel, NEW)[1].status_code == 302
    assert sign_in(amina.courriel, MOT_DE_PASSE)[1].status_code == 422
    assert visit().post(path, nouveau="encore un autre choix").status_code == 422
    assert letters()[-1].sujet == "Votre mot de passe a changé"


def test_it_closes_the_sessions_that_were_open(cast, visit, link):
    visitor = visit(cast.amina)
    visit().post("/connexion/oubli", courriel=cast.amina.courriel)

    visit().post(link(), nouveau=NEW)

    assert visitor.get("/moi").status_code == 302
    assert all(connexion.fermee_le for connexion in db.session.query(Connexion))


def test_the_same_answer_for_everyone(cast, visit, letters):
    answers = [
        visit().post("/connexion/oubli", courriel=c) for c in (cast.amina.courriel, "inconnue@exemple.fr")
    ]

    assert len({(a.status_code, a.location, a.data) for a in answers}) == 1
    assert [one.sujet for one in letters()] == [
        "Choisir un nouveau mot de passe",
        "Aucun compte à cette adresse",
    ]


def test_a_suspended_account_gets_no_link(cast, visit, letters):
    cast.amina.actif = False

    visit().post("/connexion/oubli", courriel=cast.amina.courriel)

    assert [one.sujet for one in letters()] == ["Aucun compte à cette adresse"]


def test_the_link_lasts_a_day(cast, visit, link):
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        visit().post("/connexion/oubli", courriel=cast.amina.courriel)
    with time_machine.travel("2026-03-02T09:59:00Z", tick=False):
        assert "nouveau" in visit().get(link()).text
    with time_machine.travel("2026-03-02T10:01:00Z", tick=False):
        assert visit().post(link(), nouveau=NEW).status_code == 422


def test_an_invented_link_opens_nothing(cast, visit):
    for token in ("x", "a.b.c", "é", "%01"):
        assert "a déjà servi" in visit().get(f"/connexion/nouveau-mot-de-passe/{token}").text
        assert visit().post(f"/connexion/nouveau-mot-de-passe/{token}", nouveau=NEW).status_code == 422
    assert visit().get("/connexion/nouveau-mot-de-passe/%00").status_code == 404


def test_a_link_of_confirmation_gives_no_password(app, cast, visit):
    """Each use has its own salt."""
    from flask_security.confirmable import generate_confirmation_token

    with app.test_request_context():
        token = generate_confirmation_token(cast.amina)

    assert visit().post(f"/connexion/nouveau-mot-de-passe/{token}", nouveau=NEW).status_code == 422


def test_links_come_from_the_public_address_whatever_host_is_named(app, cast, visit, letters):
    for host in ("evil.example", "localhost.evil.example", "localhost:evil"):
        answer = visit().send(
            "post", "/connexion/oubli", data={"courriel": cast.amina.courriel}, headers={"Host": host}
        )
        assert answer.status_code == 400
    headers = {
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X-Forwarded-Prefix": "/evil",
    }
    visit().send("post", "/connexion/oubli", data={"courriel": cast.amina.courriel}, headers=headers)

    assert len(letters()) == 1
    assert "evil" not in letters()[0].texte + letters()[0].html
    assert "http://localhost/connexion/nouveau-mot-de-passe/" in letters()[0].texte


def test_a_name_does_not_become_a_header_nor_markup(app, cast, visit, letters):
    from socle.courriels import as_message

    cast.amina.nom = "Amina <script>alert(1)</script>"

    visit().post("/connexion/oubli", courriel=cast.amina.courriel)

    message = as_message(letters()[0])
    assert message["To"] == cast.amina.courriel
    assert "<script>" not in letters()[0].html
