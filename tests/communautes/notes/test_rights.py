"""Who may do what with a Note, as sets of people, state by state."""

import pytest

from communautes.notes.models import Etat, Note
from communautes.propositions.models import Etat as EtatProposition
from socle.extensions import db
from socle.permissions import can
from tests.makers import make_note, make_proposition

MEMBERS = {"Amina", "Basile", "Hugo"}
DESK = {"Denis", "Inès", "Farid"}
WHO_MAY = {
    "read": {"Basile", "Gwen"},
    "write": {"Basile"},
    "transmit": {"Basile"},
    "ask_relecture": {"Basile"},
    "resume": set(),
    "put_on_agenda": set(),
    "send_back": set(),
}
WHO_MAY_PROOFREAD = {"read": MEMBERS | {"Gwen"}, "resume": {"Basile"}, "write": {"Basile"}}
WHO_MAY_ONCE_SENT = {
    "read": MEMBERS | DESK | {"Gwen"},
    "write": set(),
    "transmit": set(),
    "put_on_agenda": DESK,
    "send_back": DESK,
}


def note_in(cast, etat: Etat, communaute=None) -> Note:
    communaute = communaute or cast.pratiques
    note = make_note(
        communaute, cast.basile, make_proposition(communaute, cast.amina, EtatProposition.RETENUE)
    )
    note.etat = etat
    db.session.commit()
    return note


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_may(cast, verb):
    note = note_in(cast, Etat.BROUILLON)
    assert cast.who(lambda person: can(person, verb, note)) == WHO_MAY[verb]


@pytest.mark.parametrize("verb", WHO_MAY_PROOFREAD)
def test_who_may_while_it_is_read(cast, verb):
    note = note_in(cast, Etat.EN_RELECTURE)
    assert cast.who(lambda person: can(person, verb, note)) == WHO_MAY_PROOFREAD[verb]


@pytest.mark.parametrize("verb", WHO_MAY_ONCE_SENT)
def test_who_may_once_sent(cast, verb):
    note = note_in(cast, Etat.TRANSMISE)
    assert cast.who(lambda person: can(person, verb, note)) == WHO_MAY_ONCE_SENT[verb]


def test_a_private_draft_is_read_by_its_animateur_alone(cast):
    note = note_in(cast, Etat.BROUILLON, cast.cellule)
    assert cast.who(lambda person: can(person, "read", note)) == {"Basile"}
