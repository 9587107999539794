"""The chain of the world: propositions, notes, séances, decisions, actions, in each state that matters."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from communautes.notes.actions import (
    add_line,
    ask_relecture,
    edit_line,
    put_note_on_agenda,
    start_note,
    transmit_note,
)
from communautes.notes.models import Note
from communautes.propositions.actions import draft_proposition, move_proposition, submit_proposition, support
from communautes.propositions.models import Proposition
from echanges.fils.models import Message
from instances.decisions.actions import Answer, publish_decisions, record_decision
from instances.decisions.models import Decision, Issue
from instances.organes.models import Place, Siege
from instances.plans.actions import start_action
from instances.plans.models import Action
from instances.seances.actions import add_point, move_seance, plan_seance
from instances.seances.models import Seance
from relais.notifications.models import Notification
from socle.clock import PARIS
from socle.extensions import db
from socle.jobs import carry_all
from socle.markdown import redige
from socle.signatures import Signature
from socle.sujets import Ref

REASON = "Le conseil a demandé un chiffrage avant de se prononcer."


def build_chain(cast) -> dict[str, Any]:
    """What the communauté proposed, what the board answered, what follows."""
    ids = _propositions(cast) | _notes(cast) | _sittings(cast)
    db.session.commit()
    carry_all()
    db.session.expire_all()
    told = (
        select(Notification.id)
        .where(Notification.compte_id == cast.amina.id)
        .order_by(Notification.id.desc())
    )
    return ids | {"notification": db.session.scalars(told).first()}


def propose(cast, titre: str, communaute=None, source: Message | None = None) -> Proposition:
    """A proposition of Amina, before the communauté."""
    amina = Signature(cast.amina.id)
    proposition = draft_proposition(
        communaute or cast.pratiques,
        amina,
        [source] if source else [],
        titre=titre,
        description=redige("Une **tournée**"),
        objectif="Que le guide soit ouvert",
    )
    submit_proposition(proposition, amina)
    return proposition


def retained(cast, titre: str, communaute=None) -> Proposition:
    """A proposition that the communauté brings to the board."""
    proposition = propose(cast, titre, communaute)
    move_proposition(proposition, Signature(cast.basile.id), "retain")
    return proposition


def note_with(cast, titre: str, *propositions: Proposition, communaute=None) -> Note:
    """A note of Basile, ready to leave."""
    basile = Signature(cast.basile.id)
    day = date(2026, 1, 1), date(2026, 6, 30)
    note = start_note(communaute or cast.pratiques, basile, titre, *day, redige("Le groupe avance."))
    for proposition in propositions:
        ligne = add_line(note, basile, proposition)
        edit_line(note, basile, ligne.id, 1, resume="Une tournée courte", attendu="Que la chambre la porte")
    note.sans_action = not propositions
    db.session.flush()
    return note


def _propositions(cast) -> dict[str, Any]:
    amina, source = Signature(cast.amina.id), db.session.scalars(select(Message)).first()
    words = {"description": redige("En cours"), "objectif": "À dire"}
    brouillon = draft_proposition(cast.pratiques, amina, [], titre="Un brouillon", **words)
    deposee, soutenue = propose(cast, "Déposée", source=source), propose(cast, "Soutenue")
    support(soutenue, Signature(cast.hugo.id))
    return {
        "brouillon": brouillon.id,
        "deposee": deposee.id,
        "soutenue": soutenue.id,
        "retenue": retained(cast, "Retenue").id,
        "reference": deposee.reference,
    }


def _notes(cast) -> dict[str, Any]:
    basile = Signature(cast.basile.id)
    draft = note_with(cast, "Brouillon", retained(cast, "Inscrite"), retained(cast, "Inscrite aussi"))
    relecture, transmise = note_with(cast, "Relue"), note_with(cast, "Partie", retained(cast, "Soumise"))
    ask_relecture(relecture, basile)
    transmit_note(transmise, basile)
    return {
        "note": draft.id,
        "ligne": draft.lignes[0].id,
        "relecture": relecture.id,
        "transmise": transmise.id,
        "soumise": transmise.lignes[0].proposition_id,
    }


def sitting(cast, titre: str, *notes: Note) -> Seance:
    """A séance of the board with notes on its agenda."""
    denis = Signature(cast.denis.id)
    hours = datetime(2026, 12, 10, 14, tzinfo=PARIS), datetime(2026, 12, 10, 17, tzinfo=PARIS)
    seance = plan_seance(cast.ca, denis, titre, *hours, [("Lille", "Salle"), ("Amiens", "Salle")])
    for note in notes:
        transmit_note(note, Signature(cast.basile.id))
        put_note_on_agenda(note, denis, seance)
    return seance


def decide(cast, seance: Seance, *issues: Issue) -> list[Decision]:
    """Open the séance, and write down an answer to each line."""
    denis = Signature(cast.denis.id)
    move_seance(seance, denis, "open")
    point = seance.points[0]
    lines = db.session.get(Note, point.sujet_id).lignes
    return [
        record_decision(
            seance,
            denis,
            point.id,
            Ref("proposition", ligne.proposition_id),
            Answer(issue, REASON, "Farid", date(2027, 6, 1)),
        )
        for ligne, issue in zip(lines, issues, strict=True)
    ]


def _sittings(cast) -> dict[str, Any]:
    denis = Signature(cast.denis.id)
    planned = sitting(cast, "Conseil à venir")
    point = add_point(planned, denis, "Un point d'information", "Rien à décider")
    opened = sitting(cast, "Conseil en cours", note_with(cast, "Inscrite", retained(cast, "Au conseil")))
    move_seance(opened, denis, "open")
    closed = sitting(cast, "Conseil clos", note_with(cast, "Décidée", retained(cast, "Décidée")))
    (written,) = decide(cast, closed, Issue.PORTEE)
    move_seance(closed, denis, "close")
    names = [retained(cast, titre) for titre in ("Portée", "Portée aussi", "Renvoyée")]
    published = sitting(cast, "Conseil publié", note_with(cast, "Examinée", *names))
    told = decide(cast, published, Issue.PORTEE, Issue.PORTEE, Issue.RENVOYEE)
    move_seance(published, denis, "close")
    publish_decisions(published, denis)
    actions = [db.session.scalar(select(Action).where(Action.decision_id == one.id)) for one in told[:2]]
    start_action(actions[1], denis)
    return {
        "planifiee": planned.id,
        "point": point.id,
        "ouverte": opened.id,
        "point_ouvert": opened.points[0].id,
        "au_conseil": db.session.get(Note, opened.points[0].sujet_id).lignes[0].proposition_id,
        "close": closed.id,
        "publiee": published.id,
        "ecrite": written.id,
        "decision": told[0].id,
        "portee": names[0].id,
        "renvoyee": names[2].id,
        "action": actions[0].id,
        "en_cours": actions[1].id,
        "inscrite": opened.points[0].sujet_id,
        "examinee": published.points[0].sujet_id,
        "siege": db.session.scalar(select(Siege.id).where(Siege.place == Place.SECRETAIRE)),
    }
