"""In whose name a fact is written: a person, a mandate, the house; what follows from it keeps that name."""

import pytest
from sqlalchemy import select

from annuaire.roles.queries import signature
from communautes.notes.actions import put_note_on_agenda, transmit_note
from communautes.propositions.events import PropositionDecided
from communautes.propositions.models import Etat, Passage
from echanges.fils.events import FilOpened
from instances.decisions.actions import Answer, publish_decisions, record_decision
from instances.decisions.models import Issue
from instances.plans.events import ActionOpened
from instances.seances.actions import move_seance
from instances.seances.queries import questions_of
from socle.clock import today
from socle.events import announce, event_of
from socle.extensions import db
from socle.journal import Fait
from socle.signatures import Signature
from tests.makers import make_note, make_proposition, make_seance

JARDINS = "Les Jardins du Marais clair (directeur)"


def last(kind: type) -> Fait:
    return db.session.scalars(
        select(Fait).where(Fait.kind == kind.kind()).order_by(Fait.id.desc()).limit(1)
    ).one()


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (Signature(7), (7, None)),
        (Signature(7, 3, JARDINS), (7, JARDINS)),
        (Signature(None), (None, None)),
        (None, (None, None)),
    ],
)
def test_announce_says_who_and_under_which_mandate(app, by, told):
    announce(FilOpened(fil_id=12), by)
    fait = last(FilOpened)
    assert (fait.compte_id, fait.mandat) == told
    assert fait.details == {"fil_id": 12}  # who acted has columns of its own, and stands there only
    [heard] = db.session.info["outbox"]
    assert (heard.by, heard.mandat) == told
    assert heard == event_of(fait)
    assert heard.signature == Signature(told[0], mandat=told[1])


def test_an_action_does_not_say_twice_who_acted(app):
    with pytest.raises(TypeError, match="FilOpened"):
        announce(FilOpened(by=7, fil_id=12), Signature(8))
    with pytest.raises(TypeError, match="FilOpened"):
        announce(FilOpened(mandat=JARDINS, fil_id=12), None)


def test_what_follows_is_done_in_the_name_of_its_cause(cast):
    """A desk that publishes under a mandate: the answers of the propositions and the actions bear it too."""
    desk = signature(cast.hugo, cast.mandat_hugo.id)
    assert desk.mandat
    proposition = make_proposition(cast.pratiques, cast.amina, Etat.RETENUE)
    note = make_note(cast.pratiques, cast.basile, proposition)
    transmit_note(note, Signature(cast.basile.id))
    seance = make_seance(cast.ca, cast.denis)
    point = put_note_on_agenda(note, desk, seance)
    move_seance(seance, desk, "open")
    [question] = questions_of(point)
    record_decision(seance, desk, point.id, question.about, Answer(Issue.PORTEE, "Oui", "Farid", today()))
    move_seance(seance, desk, "close")
    publish_decisions(seance, desk)
    db.session.commit()
    for kind in (PropositionDecided, ActionOpened):
        assert (last(kind).compte_id, last(kind).mandat) == (desk.compte_id, desk.mandat)
    step = db.session.scalars(
        select(Passage).where(Passage.proposition_id == proposition.id).order_by(Passage.id.desc()).limit(1)
    ).one()
    assert (step.par_id, step.mandat) == (desk.compte_id, desk.mandat)
