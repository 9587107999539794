"""Inviting: a link that serves once, for one address, for thirty days."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from sqlalchemy import select

from annuaire.comptes.actions import suspend_compte
from annuaire.comptes.models import Compte, Invitation
from annuaire.comptes.queries import at_address
from annuaire.invitations.actions import (
    USED,
    accept_invitation,
    invite,
    link_of,
    new_secret,
    withdraw_invitation,
)
from annuaire.invitations.events import InvitationAccepted, InvitationSent, InvitationWithdrawn
from annuaire.invitations.queries import behind
from annuaire.roles.actions import end_role
from annuaire.roles.models import Fonction, Role
from annuaire.roles.queries import has_role
from socle.database import write
from socle.errors import Conflict
from socle.extensions import db
from socle.journal import Fait
from socle.permissions import can
from socle.signatures import Signature
from tests.annuaire.conftest import MOT_DE_PASSE

NEW = {"nom": "Nadia Ferrand", "mot_de_passe": MOT_DE_PASSE}


@pytest.fixture
def offer(app, cast):
    """``offer(*roles)``: the path of an invitation for Nadia."""

    def send(*roles, by=None):
        with app.test_request_context():
            given, secret = [(role, None) for role in roles], new_secret()
            invite(Signature((by or cast.admin).id), "nadia@exemple.fr", "Nadia Ferrand", given, secret)
            db.session.commit()
            return link_of(secret).removeprefix("http://localhost")

    return send


@pytest.fixture
def happened(app):
    """``happened(Event)``: what its lines of the journal hold."""
    return lambda event: [
        fait.details for fait in db.session.scalars(select(Fait).where(Fait.kind == event.kind()))
    ]


def test_the_guest_opens_the_account_and_is_inside_with_the_roles(cast, offer, visit, letters):
    path = offer(Fonction.CHARGE_MISSION)
    assert letters()[-1].adresse == "nadia@exemple.fr"
    assert path in letters()[-1].texte
    visitor = visit()
    assert "nadia@exemple.fr" in visitor.get(path).text

    answer = visitor.post(path, **NEW, courriel="autre@exemple.fr", roles="admin_plateforme")

    assert answer.location == "/"
    assert visitor.get("/moi").status_code == 200
    nadia = at_address("nadia@exemple.fr")
    assert nadia.confirme_le and has_role(nadia, Fonction.CHARGE_MISSION)
    assert not has_role(nadia, Fonction.ADMIN_PLATEFORME) and at_address("autre@exemple.fr") is None
    kinds = [fait.kind for fait in db.session.query(Fait)]
    assert InvitationSent.kind() in kinds and InvitationAccepted.kind() in kinds


def test_it_serves_once(offer, visit):
    path = offer()
    visit().post(path, **NEW)

    assert visit().get(path).status_code == 404
    assert visit().post(path, **NEW).status_code == 409
    assert db.session.query(Compte).filter_by(courriel="nadia@exemple.fr").count() == 1


def test_whoever_held_the_page_when_it_served_opens_nothing_more(app, offer, happened):
    offer(Fonction.CHARGE_MISSION)
    held = db.session.scalar(select(Invitation))
    nadia = accept_invitation(held, "Nadia", "x")
    nadia.courriel = "nadia@ailleurs.fr"  # the address is free again, the invitation is spent all the same
    db.session.flush()
    with pytest.raises(Conflict) as refused:
        accept_invitation(held, "Un voleur", "y")
    assert refused.value.reason == USED and at_address("nadia@exemple.fr") is None
    assert len(happened(InvitationAccepted)) == 1


def test_taken_back_between_the_page_and_the_answer_it_opens_nothing(app, offer, happened):
    offer(Fonction.CHARGE_MISSION)
    held = db.session.scalar(select(Invitation))
    withdraw_invitation(held, by=None)
    with pytest.raises(Conflict) as refused:
        accept_invitation(held, "Nadia", "x")
    assert refused.value.reason == USED and at_address("nadia@exemple.fr") is None
    assert held.acceptee_le is None and happened(InvitationAccepted) == []


def test_fifty_clicks_at_once_open_one_account(app, offer):
    secret = offer(Fonction.CHARGE_MISSION).rsplit("/", 1)[1]
    ready, opened, refused = Barrier(50), [], []

    def click():
        with app.test_request_context():
            ready.wait()
            write()
            try:
                invitation = behind(secret)
                if invitation is None:
                    raise Conflict
                accept_invitation(invitation, "Nadia", "x")
                db.session.commit()
                opened.append(1)
            except Conflict:
                db.session.rollback()
                refused.append(1)

    together = [Thread(target=click) for _ in range(50)]
    for one in together:
        one.start()
    for one in together:
        one.join()

    assert (len(opened), len(refused)) == (1, 49)
    assert db.session.query(Compte).filter_by(courriel="nadia@exemple.fr").count() == 1
    assert db.session.query(Role).filter_by(fonction=Fonction.CHARGE_MISSION).count() == 2


def test_it_lasts_thirty_days(offer, visit):
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        path = offer()
        clock.shift(timedelta(days=30, seconds=-1))
        assert visit().get(path).status_code == 200
        clock.shift(timedelta(seconds=2))
        assert visit().post(path, **NEW).status_code == 409


def test_taken_back_it_opens_nothing(offer, visit):
    path = offer()
    withdraw_invitation(db.session.scalar(select(Invitation)), by=None)
    db.session.commit()

    assert InvitationWithdrawn.kind() in [fait.kind for fait in db.session.query(Fait)]
    assert visit().post(path, **NEW).status_code == 409


def test_a_second_invitation_replaces_the_first(offer, visit):
    first, second = offer(), offer()

    assert visit().get(first).status_code == 404
    assert visit().post(second, **NEW).status_code == 302


def test_the_secret_has_256_bits_and_is_kept_as_a_hash(offer):
    secret = offer().rsplit("/", 1)[1]

    assert len(secret) == 43
    assert db.session.scalar(select(Invitation)).empreinte != secret


def test_a_forgotten_password_does_not_accept_for_her(offer, visit, letters):
    """An expired invitation must not be accepted through a reset (Decidim)."""
    offer()
    visit().post("/connexion/oubli", courriel="nadia@exemple.fr")

    assert letters()[-1].sujet == "Aucun compte à cette adresse"


def test_an_address_that_has_an_account_is_not_invited(cast, app):
    with app.test_request_context(), pytest.raises(Conflict):
        invite(None, cast.amina.courriel, "Amina", [])


def test_an_account_begun_and_not_confirmed_is_taken_over_by_the_guest(offer, visit):
    visit().post(
        "/inscription", nom="Voleur", courriel="nadia@exemple.fr", mot_de_passe="le mot de passe du voleur"
    )

    visit().post(offer(), **NEW)

    nadia = at_address("nadia@exemple.fr")
    assert nadia.nom == "Nadia Ferrand"
    assert (
        visit()
        .post("/connexion", courriel=nadia.courriel, mot_de_passe="le mot de passe du voleur")
        .status_code
        == 422
    )


def test_a_weak_password_is_refused_and_the_invitation_still_serves(offer, visit):
    path = offer()

    assert visit().post(path, nom="Nadia", mot_de_passe="court").status_code == 422
    assert visit().post(path, **NEW).status_code == 302


WHO_MAY = {"read": {"Farid", "Admin"}, "withdraw": {"Farid", "Admin"}}


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_sees_and_withdraws(cast, offer, verb):
    offer()
    invitation = db.session.scalar(select(Invitation))

    assert cast.who(lambda person: can(person, verb, invitation)) == WHO_MAY[verb]


def test_the_first_administrator_comes_by_a_command(app, visit):
    db.session.commit()
    told = app.test_cli_runner().invoke(
        args=["comptes", "invite", "Chef@Exemple.fr", "--nom", "La cheffe", "--role", "admin_plateforme"]
    )
    assert told.exit_code == 0, told.output

    path = told.output.strip().splitlines()[-1].removeprefix("http://localhost")
    assert visit().post(path, nom="La cheffe", mot_de_passe=MOT_DE_PASSE).status_code == 302
    assert has_role(at_address("chef@exemple.fr"), Fonction.ADMIN_PLATEFORME)


@pytest.mark.parametrize(
    "asked", [["x"], ["amina@demo.example"], ["a@exemple.fr", "--role", "acteur_referent"]]
)
def test_the_command_says_what_is_wrong(app, cast, asked):
    told = app.test_cli_runner().invoke(args=["comptes", "invite", *asked, "--nom", "X"])

    assert told.exit_code != 0
    assert "Error" in told.output
    assert db.session.query(Invitation).count() == 0


def suspended(cast) -> None:
    suspend_compte(cast.farid, Signature(cast.admin.id), "essai")


def relieved(cast) -> None:
    end_role(db.session.scalars(select(Role).where(Role.compte_id == cast.farid.id)).one(), None)


@pytest.mark.parametrize("meanwhile", [suspended, relieved])
def test_who_may_no_longer_give_a_role_invites_nobody(cast, offer, visit, meanwhile):
    path = offer(Fonction.CHARGE_MISSION, by=cast.farid)
    assert visit().get(path).status_code == 200
    meanwhile(cast)
    db.session.commit()
    assert visit().get(path).status_code == 404
    assert visit().post(path, **NEW).status_code == 409
    assert at_address("nadia@exemple.fr") is None
