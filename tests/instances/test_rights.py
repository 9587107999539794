"""Who may do what in a body, as sets of people: Organe, Seance, Decision, Action."""

import pytest
from sqlalchemy import select

from communautes.notes.actions import put_note_on_agenda, transmit_note
from communautes.propositions.models import Etat as EtatProposition
from instances.decisions.actions import Answer, publish_decisions, record_decision
from instances.decisions.models import Decision, Issue
from instances.organes.models import Organe, Siege
from instances.plans.models import Action
from instances.plans.models import Etat as EtatAction
from instances.seances.actions import move_seance
from instances.seances.models import Etat, Seance
from instances.seances.queries import questions_of
from socle.clock import today
from socle.extensions import db
from socle.permissions import can
from socle.signatures import Signature
from tests.makers import make_note, make_proposition, make_seance

EVERYONE = {"Amina", "Basile", "Carole", "Denis", "Édith", "Farid", "Gwen", "Hugo", "Inès", "Admin"}
DESK, INSIDE = {"Denis", "Inès"}, {"Denis", "Inès", "Farid"}
KEEPERS = {"Farid", "Admin"}
WHO_MAY_ORGANE = {"read": EVERYONE, "sit": INSIDE, "prepare": INSIDE, "decide": DESK, "keep_organe": KEEPERS}
WHO_MAY_SIEGE = {"read": EVERYONE, "end": KEEPERS}
WHO_MAY_PLACE = {"institute_organe": KEEPERS}
WHO_MAY = {
    Etat.PLANIFIEE: {
        "read": INSIDE,
        "sit": INSIDE,
        "prepare": INSIDE,
        "take_off": INSIDE,
        "open": DESK,
        "cancel": DESK,
        "decide": set(),
    },
    Etat.OUVERTE: {"decide": DESK, "close": DESK, "prepare": INSIDE, "take_off": set(), "publish": set()},
    Etat.CLOSE: {"publish": DESK, "reopen": DESK, "decide": DESK, "prepare": set()},
    Etat.PUBLIEE: {"read": EVERYONE, "decide": set(), "reopen": set()},
}
WHO_MAY_SEANCE = {
    "sit": 0,
    "prepare": 0,
    "take_off": 0,
    "open": 0,
    "cancel": 0,
    "decide": 0,
    "close": 0,
    "publish": 0,
    "reopen": 0,
}
WHO_MAY_ACTION = {"start": INSIDE, "finish": set(), "read": EVERYONE}


@pytest.mark.parametrize("verb", WHO_MAY_ORGANE)
def test_who_may_in_a_body(cast, verb):
    assert isinstance(cast.ca, Organe)
    assert cast.who(lambda person: can(person, verb, cast.ca)) == WHO_MAY_ORGANE[verb]


@pytest.mark.parametrize("verb", WHO_MAY_SIEGE)
def test_who_may_with_a_seat(cast, verb):
    siege = db.session.scalars(select(Siege)).first()
    assert cast.who(lambda person: can(person, verb, siege)) == WHO_MAY_SIEGE[verb]


@pytest.mark.parametrize("verb", WHO_MAY_PLACE)
def test_who_sets_up_bodies(cast, verb):
    assert cast.who(lambda person: can(person, verb, None)) == WHO_MAY_PLACE[verb]


@pytest.mark.parametrize("etat", WHO_MAY)
def test_who_may_in_a_seance(cast, etat):
    seance: Seance = make_seance(cast.ca, cast.denis)
    seance.etat = etat
    db.session.commit()
    for verb, people in WHO_MAY[etat].items():
        assert cast.who(lambda person, verb=verb: can(person, verb, seance)) == people, verb


def test_every_verb_of_a_seance_is_tried():
    assert {verb for told in WHO_MAY.values() for verb in told} - {"read"} == set(WHO_MAY_SEANCE)


@pytest.fixture
def decision(cast) -> Decision:
    """An answer written down in an open séance."""
    denis = Signature(cast.denis.id)
    proposition = make_proposition(cast.pratiques, cast.amina, EtatProposition.RETENUE)
    note = make_note(cast.pratiques, cast.basile, proposition)
    transmit_note(note, Signature(cast.basile.id))
    seance = make_seance(cast.ca, cast.denis)
    point = put_note_on_agenda(note, denis, seance)
    move_seance(seance, denis, "open")
    answer = Answer(Issue.PORTEE, "Oui", "Farid", today())
    written = record_decision(seance, denis, point.id, questions_of(point)[0].about, answer)
    db.session.commit()
    return written


def test_nobody_outside_reads_a_decision_before_it_is_published(cast, decision):
    assert cast.who(lambda person: can(person, "read", decision)) == INSIDE


def test_who_may_on_an_action(cast, decision):
    denis = Signature(cast.denis.id)
    move_seance(decision.seance, denis, "close")
    publish_decisions(decision.seance, denis)
    db.session.commit()
    action = db.session.scalar(db.select(Action))
    for verb, people in WHO_MAY_ACTION.items():
        assert cast.who(lambda person, verb=verb: can(person, verb, action)) == people, verb
    assert cast.who(lambda person: can(person, "read", decision)) == EVERYONE
    action.etat = EtatAction.EN_COURS
    db.session.commit()
    assert cast.who(lambda person: can(person, "finish", action)) == INSIDE
