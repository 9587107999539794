"""An invitation: listed for who may send it, withdrawn, worn out, and gone with the right of its sender."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from annuaire.comptes.actions import suspend_compte
from communautes.espaces.actions import name_animateur, remove_member
from communautes.espaces.events import InvitationWithdrawn
from communautes.espaces.models import Demande, Fonction, Membre
from relais.notifications.models import Notification
from socle.extensions import db
from socle.permissions import can
from socle.signatures import Signature

CELLULE = "/communautes/cellule"
START = "2026-03-01T10:00:00Z"


@pytest.fixture
def invited(cast, visit, heard):
    """Édith is invited by Basile in the private cellule, that Hugo animates too, and was told so."""
    name_animateur(cast.cellule, Signature(cast.basile.id), cast.hugo)
    db.session.commit()
    assert visit(cast.basile).post(CELLULE + "/invitations", alias="edith", texte="Venez").status_code == 302
    assert len(heard(cast.edith)) == 1
    return db.session.scalars(select(Demande).order_by(Demande.id.desc())).first()


WHO_MAY = {"withdraw": {"Basile", "Hugo"}, "read": {"Basile", "Hugo", "Édith"}, "answer": {"Édith"}}


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_may(cast, invited, verb):
    assert isinstance(invited, Demande)
    assert cast.who(lambda person: can(person, verb, invited)) == WHO_MAY[verb]


def told(compte) -> list[str]:
    """What the bell of a person keeps about the invitation."""
    kept = select(Notification.phrase).where(Notification.compte_id == compte.id)
    return [phrase for phrase in db.session.scalars(kept) if "invité·e" in phrase]


def gone(visit, cast, demande) -> None:
    """Édith finds nothing of it any more, on any page, and cannot accept it."""
    edith, path = visit(cast.edith), f"/demandes/{demande.id}"
    assert edith.get(path).status_code == 404
    assert edith.get("/api/v1" + path).status_code == 404
    assert edith.post(path + "/reponse", reponse="oui").status_code == 404
    assert "Répondre à l" not in edith.get("/a-faire").text
    assert db.session.get(Membre, (cast.cellule.id, cast.edith.id)) is None


def test_it_is_listed_for_who_may_send_it_and_withdrawn(cast, visit, facts, invited):
    hugo = visit(cast.hugo)
    assert "Invitations en attente" in hugo.get(CELLULE + "/membres").text
    assert f"/demandes/{invited.id}/retrait" in hugo.get(CELLULE + "/membres").text

    assert hugo.post(f"/demandes/{invited.id}/retrait").location == CELLULE + "/membres"

    assert "Invitations en attente" not in hugo.get(CELLULE + "/membres").text
    assert "Retirée le" in hugo.get(f"/demandes/{invited.id}").text
    assert facts(InvitationWithdrawn) == [
        (cast.hugo.id, {"communaute_id": cast.cellule.id, "demande_id": invited.id})
    ]
    assert told(cast.edith) == []
    gone(visit, cast, invited)
    # Another may be sent.
    assert hugo.post(CELLULE + "/invitations", alias="edith", texte="Si").status_code == 302


def removed(cast) -> None:
    remove_member(cast.cellule, Signature(cast.hugo.id), cast.basile.id)


def suspended(cast) -> None:
    suspend_compte(cast.basile, Signature(cast.admin.id), "essai")


@pytest.mark.parametrize("meanwhile", [removed, suspended])
def test_it_goes_with_the_right_of_its_sender(cast, visit, facts, invited, meanwhile):
    assert visit(cast.edith).get(f"/demandes/{invited.id}").status_code == 200
    meanwhile(cast)
    db.session.commit()

    gone(visit, cast, invited)
    assert told(cast.edith) == [] and len(facts(InvitationWithdrawn)) == 1


def test_a_sender_who_no_longer_animates_is_enough(cast, visit, invited):
    db.session.get(Membre, (cast.cellule.id, cast.basile.id)).fonction = Fonction.MEMBRE
    db.session.commit()

    gone(visit, cast, invited)


def test_it_lasts_thirty_days_then_another_may_be_sent(cast, visit, facts):
    with time_machine.travel(START, tick=False) as clock:
        visit(cast.basile).post(CELLULE + "/invitations", alias="edith", texte="Venez")
        demande = db.session.scalars(select(Demande).order_by(Demande.id.desc())).first()
        clock.shift(timedelta(days=30, seconds=-1))
        assert visit(cast.edith).get(f"/demandes/{demande.id}").status_code == 200
        clock.shift(timedelta(seconds=2))
        gone(visit, cast, demande)

        again = visit(cast.basile).post(CELLULE + "/invitations", alias="edith", texte="Encore")

    assert again.status_code == 302 and len(facts(InvitationWithdrawn)) == 1
    latest = db.session.scalars(select(Demande).order_by(Demande.id.desc())).first()
    assert latest.id != demande.id and visit(cast.edith).get(f"/demandes/{latest.id}").status_code == 404
