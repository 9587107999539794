"""What a fact tells: to each person whom it concerns, once, and never to who did it."""

import pytest
from sqlalchemy import select

from annuaire.comptes.models import Compte
from communautes.notes.actions import transmit_note
from communautes.notes.models import Note
from relais.notifications.models import Notification
from socle.courriels import Courriel
from socle.extensions import db
from socle.jobs import carry_all
from socle.signatures import Signature
from tests.makers import make_note


@pytest.fixture
def note(cast) -> Note:
    """Basile wrote it, and he is a member of the communauté as the others are."""
    note = make_note(cast.pratiques, cast.basile)
    note.sans_action = True
    db.session.commit()
    carry_all()
    return note


def told_of(note: Note) -> set[str]:
    """Who was told something about it."""
    carry_all()
    heard = select(Compte.nom).join(Notification, Notification.compte_id == Compte.id)
    return set(db.session.scalars(heard.where(Notification.sujet == f"note:{note.id}")))


def test_who_sends_a_note_is_not_told_that_it_left(cast, note):
    transmit_note(note, Signature(cast.basile.id))
    db.session.commit()
    assert told_of(note) == {"Amina", "Hugo", "Denis", "Inès"}
    assert not db.session.scalars(select(Courriel).where(Courriel.compte_id == cast.basile.id)).all()
