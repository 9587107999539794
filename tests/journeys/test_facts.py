"""Each thing that happens is one line of the journal, with its ids: nothing twice, nothing forgotten."""

from datetime import date

import pytest
from sqlalchemy import func, select

from communautes.espaces import actions as espaces
from communautes.espaces import events as e
from communautes.espaces.models import Acces, Entree
from communautes.notes import actions as notes
from communautes.notes import events as n
from communautes.propositions import actions as propositions
from communautes.propositions import events as p
from communautes.propositions.models import Etat
from echanges.fils import actions as fils
from echanges.fils import events as f
from instances.decisions.actions import Answer, publish_decisions, record_decision
from instances.decisions.events import DecisionRecorded, DecisionsPublished
from instances.decisions.models import Issue
from instances.organes.actions import create_organe, end_siege, give_siege
from instances.organes.events import OrganeCreated, SiegeEnded, SiegeGiven
from instances.organes.models import Genre, Place
from instances.plans.actions import finish_action, start_action
from instances.plans.events import ActionFinished, ActionOpened, ActionStarted
from instances.plans.models import Action
from instances.seances import actions as seances
from instances.seances import events as s
from instances.seances.queries import questions_of
from socle.clock import today
from socle.extensions import db
from socle.journal import Fait
from socle.markdown import redige
from socle.signatures import Signature
from tests.makers import make_fil, make_note, make_proposition, make_seance, say


@pytest.fixture
def told(app):
    """``told(Event, once=1, **ids)``: how often the journal says it, and what its last line names."""

    def check(event: type, times: int = 1, **ids) -> None:
        db.session.commit()
        assert db.session.scalar(select(func.count()).where(Fait.kind == event.kind())) == times, event
        last = db.session.scalar(
            select(Fait).where(Fait.kind == event.kind()).order_by(Fait.id.desc()).limit(1)
        )
        assert {name: last.details[name] for name in ids} == ids

    return check


def test_facts_of_a_fil(cast, told):
    fil = make_fil(cast.pratiques, cast.basile)
    amina, basile = Signature(cast.amina.id), Signature(cast.basile.id)
    message = say(fil, cast.amina, "Bonjour")
    fils.edit_message(message, amina, redige("Bonsoir"))
    told(f.MessageEdited, fil_id=fil.id, message_id=message.id, seq=2)
    fils.react(message, basile, "accord")
    told(f.ReactionChanged, message_id=message.id, seq=3)
    fils.remove_message(message, basile, "Hors sujet")
    told(f.MessageRemoved, message_id=message.id, seq=4, auteur_id=cast.amina.id)
    fils.close_fil(fil, basile, "Tout est dit")
    told(f.FilClosed, fil_id=fil.id)
    fils.reopen_fil(fil, basile)
    told(f.FilReopened, fil_id=fil.id)


def test_facts_of_a_communaute(cast, told):
    farid, edith = Signature(cast.farid.id), Signature(cast.edith.id)
    made = espaces.create_communaute("NEU", "neuve", "Neuve", "Objet", farid, date(2026, 1, 1))
    told(e.CommunauteCreated, communaute_id=made.id)
    espaces.join(made, farid)
    told(e.MembreJoined, communaute_id=made.id, compte_id=cast.farid.id)
    espaces.name_animateur(made, farid, cast.farid)
    told(e.AnimateurNamed, compte_id=cast.farid.id)
    espaces.open_doors(made, Acces.PRIVEE, Entree.SUR_DEMANDE, farid)
    told(e.CommunauteChanged, communaute_id=made.id)
    espaces.write_etape(made, farid, redige("On commence"), 0)
    told(e.EtapeWritten, numero=1)
    demande = espaces.ask_in(made, edith, "Bonjour")
    told(e.EntreeAsked, demande_id=demande.id)
    espaces.answer_demande(demande, farid, accept=True)
    told(e.EntreeAnswered, demande_id=demande.id)
    invitation = espaces.invite_in(made, farid, cast.amina, "")
    told(e.MembreInvited, demande_id=invitation.id)
    espaces.remove_member(made, farid, cast.edith.id, "Erreur")
    told(e.MembreLeft, communaute_id=made.id, compte_id=cast.edith.id, motif="Erreur")


def test_facts_of_a_proposition(cast, told):
    amina, hugo, basile = (Signature(c.id) for c in (cast.amina, cast.hugo, cast.basile))
    made = make_proposition(cast.pratiques, cast.amina)
    told(p.PropositionDrafted, proposition_id=made.id)
    told(p.PropositionSubmitted, proposition_id=made.id)
    words = {"titre": "Une autre", "objectif": "x", "publics": "", "moyens": "", "calendrier": ""}
    propositions.edit_proposition(made, amina, 1, description=redige("Mieux"), **words)
    told(p.PropositionEdited, proposition_id=made.id)
    propositions.support(made, hugo)
    propositions.support(made, hugo)
    told(p.SoutienGiven, proposition_id=made.id)
    propositions.unsupport(made, hugo)
    told(p.SoutienTaken, proposition_id=made.id)
    propositions.move_proposition(made, basile, "retain")
    told(p.PropositionMoved, proposition_id=made.id, verb="retain", etat="retenue")


def test_facts_of_a_note_until_its_answer(cast, told):
    basile, denis = Signature(cast.basile.id), Signature(cast.denis.id)
    proposition = make_proposition(cast.pratiques, cast.amina, Etat.RETENUE)
    note = make_note(cast.pratiques, cast.basile, proposition)
    told(n.NoteStarted, note_id=note.id)
    told(n.LigneChanged, times=2, note_id=note.id, proposition_id=proposition.id)
    notes.save_note(note, basile, note.version, redige("Le groupe avance bien"))
    told(n.NoteSaved, note_id=note.id, version=2)
    notes.ask_relecture(note, basile)
    told(n.RelectureAsked, note_id=note.id)
    notes.transmit_note(note, basile)
    notes.send_note_back(note, denis, "Un chiffre manque")
    told(n.NoteSentBack, note_id=note.id)
    second = notes.transmit_note(note, basile)
    told(n.NoteTransmitted, times=2, note_id=note.id, numero=2, empreinte=second.empreinte)
    seance = make_seance(cast.ca, cast.denis)
    told(s.SeancePlanned, seance_id=seance.id)
    point = notes.put_note_on_agenda(note, denis, seance)
    told(s.PointAdded, point_id=point.id)
    seances.remove_point(seance, denis, point.id)
    told(s.PointRemoved, seance_id=seance.id, sujet_kind="note", sujet_id=note.id)
    point = notes.put_note_on_agenda(note, denis, seance)
    told(n.NotePutOnAgenda, times=2, note_id=note.id, seance_id=seance.id)
    decide_and_follow(cast, told, seance, point)
    told(n.NoteExamined, note_id=note.id, seance_id=seance.id)
    told(p.PropositionDecided, proposition_id=proposition.id, etat="portee")


def decide_and_follow(cast, told, seance, point) -> None:
    """The sitting, its answers, the action that follows."""
    denis = Signature(cast.denis.id)
    seances.move_seance(seance, denis, "open")
    told(s.SeanceMoved, seance_id=seance.id, verb="open")
    answer = Answer(Issue.PORTEE, "Oui", "Farid", today())
    decision = record_decision(seance, denis, point.id, questions_of(point)[0].about, answer)
    told(DecisionRecorded, decision_id=decision.id)
    seances.move_seance(seance, denis, "close")
    publish_decisions(seance, denis)
    told(DecisionsPublished, seance_id=seance.id)
    action = db.session.scalar(select(Action))
    told(ActionOpened, action_id=action.id)
    start_action(action, denis)
    told(ActionStarted, action_id=action.id)
    finish_action(action, denis, "C'est fait.")
    told(ActionFinished, action_id=action.id)


def test_facts_of_a_body(cast, told):
    by = Signature(cast.farid.id)
    organe = create_organe(by, Genre.BUREAU, "Bureau")
    told(OrganeCreated, organe_id=organe.id)
    siege = give_siege(organe, by, cast.amina, Place.MEMBRE, college="associations")
    told(SiegeGiven, organe_id=organe.id, compte_id=cast.amina.id)
    end_siege(siege, by)
    told(SiegeEnded, organe_id=organe.id, compte_id=cast.amina.id)
