"""What people do in the demonstration: speak, propose, write to the board, sit; each by an action."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from annuaire.comptes.models import Compte
from annuaire.roles.queries import Signature
from communautes.espaces.models import Communaute
from communautes.notes.actions import add_line, edit_line, put_note_on_agenda, start_note, transmit_note
from communautes.notes.models import Note
from communautes.propositions.actions import draft_proposition, move_proposition, submit_proposition, support
from communautes.propositions.models import Proposition
from echanges.fils.actions import open_fil, post_message
from echanges.fils.models import Fil, Message
from echanges.lectures.actions import read_up_to
from instances.decisions.actions import Answer, publish_decisions, record_decision
from instances.decisions.models import Issue
from instances.organes.models import Organe
from instances.seances.actions import move_seance, plan_seance
from instances.seances.models import Seance
from instances.seances.queries import questions_of
from socle.clock import PARIS, at, now
from socle.markdown import redige
from socle.sujets import Ref

People = dict[str, Compte]
_keys: Iterator[int] = count(1)


def day(year: int, month: int, number: int, hour: int = 10) -> datetime:
    """A moment of the story, at the clock of Paris."""
    return datetime(year, month, number, hour, tzinfo=PARIS)


def me(people: People, name: str) -> Signature:
    """Someone, à titre personnel."""
    return Signature(people[name].id)


def talk(
    people: People, communaute: Communaute, titre: str, said: tuple, start: datetime
) -> tuple[Fil, list[Message]]:
    """A fil and its messages, a few minutes or hours apart."""
    with at(start):
        fil = open_fil(Ref("communaute", communaute.id), titre, me(people, said[0][0]))
    messages = []
    for place, (who, words) in enumerate(said):
        with at(start + timedelta(hours=3 * place, minutes=7 * place)):
            key = f"recit-{next(_keys)}"
            messages.append(post_message(fil, me(people, who), redige(words), key))
            read_up_to(fil.id, people[who].id, fil.dernier_rang)
    return fil, messages


def propose(
    people: People,
    communaute: Communaute,
    who: str,
    words: tuple[str, str, str],
    messages: list[Message],
    supporters: tuple[str, ...],
) -> Proposition:
    """A proposition born from messages, supported, then retained by whoever animates."""
    titre, description, objectif = words
    by = me(people, who)
    proposition = draft_proposition(
        communaute,
        by,
        messages,
        titre=titre,
        description=redige(description),
        objectif=objectif,
        publics="",
        moyens="",
        calendrier="",
    )
    submit_proposition(proposition, by)
    for name in supporters:
        support(proposition, me(people, name))
    return proposition


def note_to_board(
    people: People, communaute: Communaute, who: str, titre: str, words: str, propositions: list[Proposition]
) -> Note:
    """A note with its lines, transmitted."""
    by = me(people, who)
    debut, fin = now().date() - timedelta(days=90), now().date()
    note = start_note(communaute, by, titre, debut, fin, redige(words))
    for proposition in propositions:
        move_proposition(proposition, by, "retain")
        ligne = add_line(note, by, proposition)
        edit_line(
            note,
            by,
            ligne.id,
            ligne.version,
            resume=proposition.objectif,
            moyens="Du temps de l'équipe de la chambre.",
            cout=None,
            calendrier="Dans l'année",
            attendu="Que la chambre porte cette action.",
        )
    transmit_note(note, by)
    return note


def sit(
    people: People,
    organe: Organe,
    titre: str,
    when: datetime,
    notes: list[Note],
    answers: dict[int, tuple[Issue, str, str]],
) -> Seance:
    """A sitting of the board: notes on its agenda, an answer for each line, published in one act."""
    desk = me(people, "denis")
    sites = [("Lille", "Maison de l'ESS, salle Beffroi"), ("Amiens", "Espace des Hortillons, salle 2")]
    seance = plan_seance(organe, desk, titre, when, when + timedelta(hours=3), sites)
    for note in notes:
        put_note_on_agenda(note, desk, seance)
    with at(when):
        move_seance(seance, desk, "open")
        for point in seance.points:
            for question in questions_of(point):
                issue, motif, pilote = answers[question.about.id]
                echeance = when.date() + timedelta(days=180) if pilote else None
                answer = Answer(issue, motif, pilote, echeance)
                record_decision(seance, desk, point.id, question.about, answer)
    with at(when + timedelta(hours=3)):
        move_seance(seance, desk, "close")
    with at(when + timedelta(days=1)):
        publish_decisions(seance, me(people, "ines"))
    return seance
