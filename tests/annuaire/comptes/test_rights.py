"""Who may do what with an account, as sets of people."""

import pytest

from annuaire.comptes.models import Compte, Connexion
from socle.extensions import db
from socle.permissions import can

EVERYONE = {"Amina", "Basile", "Carole", "Denis", "Édith", "Farid", "Gwen", "Hugo", "Inès", "Admin"}
WHO_MAY = {
    "read": EVERYONE,
    "edit": {"Amina"},
    "keep": {"Farid", "Admin"},
    "suspend": {"Farid", "Admin"},
    "reopen": set(),
    "drop_facteur": set(),
    "give_role": {"Farid", "Admin"},
    "give_mandat": {"Farid", "Admin"},
    "give_admin": {"Admin"},
}
WHO_MAY_ON_THE_WHOLE = {
    "administer": {"Farid", "Admin"},
    "invite": {"Farid", "Admin"},
    "invite_admin": {"Admin"},
    "read_courriels": {"Admin"},
}


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_may_with_an_account(cast, verb):
    assert cast.who(lambda person: can(person, verb, cast.amina)) == WHO_MAY[verb]


@pytest.mark.parametrize("verb", WHO_MAY_ON_THE_WHOLE)
def test_who_may_on_the_whole(cast, verb):
    assert cast.who(lambda person: can(person, verb, None)) == WHO_MAY_ON_THE_WHOLE[verb]


WHO_MAY_WITH_A_CONNEXION = {"read": {"Amina"}, "revoke": {"Amina"}}


@pytest.mark.parametrize("verb", WHO_MAY_WITH_A_CONNEXION)
def test_who_may_with_a_connexion(cast, visit, verb):
    visit(cast.amina)
    connexion = db.session.query(Connexion).one()

    assert cast.who(lambda person: can(person, verb, connexion)) == WHO_MAY_WITH_A_CONNEXION[verb]


def test_a_suspended_account_is_read_and_reopened_by_those_who_keep_it(cast):
    cast.amina.actif = False
    db.session.commit()

    assert cast.who(lambda person: can(person, "read", cast.amina)) == {"Amina", "Farid", "Admin"}
    assert cast.who(lambda person: can(person, "reopen", cast.amina)) == {"Farid", "Admin"}
    assert cast.who(lambda person: can(person, "suspend", cast.amina)) == set()


def test_an_administrator_is_suspended_by_an_administrator_and_never_by_oneself(cast):
    assert cast.who(lambda person: can(person, "suspend", cast.admin)) == set()
    assert cast.who(lambda person: can(person, "suspend", cast.farid)) == {"Admin"}


def test_only_an_administrator_takes_a_second_factor_away(cast):
    cast.amina.tf_primary_method = "authenticator"
    db.session.commit()

    assert cast.who(lambda person: can(person, "drop_facteur", cast.amina)) == {"Admin"}


def test_a_guest_reads_nobody(cast, visit):
    assert visit().get("/personnes/amina").status_code == 302
    assert visit(cast.edith).get("/personnes/amina").status_code == 200


def test_a_profile_never_tells_the_address(cast, visit):
    cast.hugo.presentation = "Directeur des Jardins."
    for person in cast.everyone():
        page = visit(person).get("/personnes/hugo").text
        assert "Directeur des Jardins." in page and "Les Jardins du Marais clair" in page
        assert "hugo@demo.example" not in page


def test_a_profile_that_is_gone_looks_like_one_that_never_was(cast, visit):
    cast.amina.actif = False
    visitor = visit(cast.edith)

    gone, never = visitor.get("/personnes/amina"), visitor.get("/personnes/personne")

    assert (gone.status_code, gone.text) == (never.status_code, never.text)


IN_BULK = """
import time_machine
from portail.factory import create_app
from annuaire.comptes.actions import confirm_compte, open_compte, open_connexion
from socle.extensions import db

with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
    app = create_app("testing")
    with app.app_context():
        db.create_all()
        compte = open_compte("a@exemple.fr", "Amina", "x")
        confirm_compte(compte)
        secret = open_connexion(compte, "essai")
        db.session.commit()
        db.session.remove()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = secret
    print(*[client.get("/personnes/amina").status_code for _ in range(61)])
"""


def test_people_are_not_read_in_bulk(elsewhere):
    assert elsewhere(IN_BULK, RATE_LIMITS="on").split() == ["200"] * 60 + ["429"]


def test_accounts_of_others_are_not_edited(cast, visit):
    visit(cast.basile).post(
        "/moi", nom="Basile", presentation="x", id=str(cast.amina.id), courriel="b@b.fr", alias="admin"
    )

    amina, basile = db.session.get(Compte, cast.amina.id), db.session.get(Compte, cast.basile.id)
    assert (amina.presentation, basile.presentation) == ("", "x")
    assert (basile.courriel, basile.alias) == ("basile@demo.example", "basile")
