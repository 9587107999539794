"""What the journal keeps of accounts, and that whoever loses a right is hung up."""

import pytest
from sqlalchemy import select

from annuaire.comptes import actions
from annuaire.comptes.events import (
    CompteReopened,
    CompteSuspended,
    ConnexionOpened,
    ConnexionRevoked,
    MotDePasseChanged,
)
from annuaire.comptes.models import Connexion
from socle.events import revoking_kinds
from socle.extensions import db
from socle.journal import Fait
from socle.signatures import Signature


def kinds() -> list[str]:
    return list(db.session.scalars(select(Fait.kind).order_by(Fait.id)))


def test_sessions_are_facts(cast):
    actions.open_connexion(cast.amina, "essai")
    actions.revoke_connexion(db.session.query(Connexion).one(), by=Signature(cast.amina.id))
    actions.revoke_connexion(db.session.query(Connexion).one(), by=Signature(cast.amina.id))

    assert kinds() == [ConnexionOpened.kind(), ConnexionRevoked.kind()]


def test_a_suspension_and_a_reopening_are_facts_with_their_author(cast):
    actions.suspend_compte(cast.amina, Signature(cast.farid.id), "Envois répétés")
    actions.reopen_compte(cast.amina, Signature(cast.admin.id))

    facts = list(db.session.scalars(select(Fait).order_by(Fait.id)))
    assert [fact.kind for fact in facts] == [CompteSuspended.kind(), CompteReopened.kind()]
    assert [fact.compte_id for fact in facts] == [cast.farid.id, cast.admin.id]
    assert facts[0].details == {"compte_id": cast.amina.id, "motif": "Envois répétés"}


def test_a_fact_never_holds_a_secret(cast):
    secret = actions.open_connexion(cast.amina, "essai")
    actions.change_mot_de_passe(cast.amina, "haché-canari")

    told = " ".join(str(fact.details) for fact in db.session.scalars(select(Fait)))
    assert secret not in told and "canari" not in told


LOSSES = {
    ConnexionRevoked: lambda cast: actions.revoke_connexions(cast.amina, Signature(cast.amina.id)),
    CompteSuspended: lambda cast: actions.suspend_compte(cast.amina, Signature(cast.admin.id), "essai"),
    MotDePasseChanged: lambda cast: actions.change_mot_de_passe(cast.amina, "x"),
}


@pytest.mark.parametrize("event", LOSSES)
def test_a_loss_revokes_and_hangs_up(cast, visit, event):
    assert event.kind() in revoking_kinds()
    socket, _ = visit(cast.amina).listen()
    other, _ = visit(cast.basile).listen()
    assert socket.is_connected()

    LOSSES[event](cast)
    db.session.commit()

    assert event.kind() in kinds()
    assert not socket.is_connected()
    assert other.is_connected()
