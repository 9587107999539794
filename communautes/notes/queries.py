"""What a note is made of: its lines, its citations, what is not cited yet, what happened in its period."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from communautes.espaces.models import Communaute, Membre
from communautes.propositions.models import Etat as EtatProposition
from communautes.propositions.models import Proposition
from echanges.fils.models import Fil, Message
from echanges.rencontres.models import Rencontre
from instances.seances.models import Point, Seance
from socle.clock import PARIS
from socle.extensions import db
from socle.liens import Lien, Relation
from socle.markdown import CITATION
from socle.sujets import Ref
from socle.templating import date_longue, pluriel

from .models import Etat, Ligne, Note, Tirage

MOST = 200
EMPTY_PROGRESS = "La première partie, « Où en est le groupe », est vide : une note ne part pas sans elle."
EMPTY_ACTIONS = (
    "La seconde partie est vide : proposez au moins une action, ou dites explicitement "
    "qu'aucune ne l'est à ce stade."
)
INCOMPLETE = (
    "Chaque action proposée doit dire en quoi elle consiste et quelle décision vous attendez du conseil."
)


def with_lines():
    """Load communauté, animateur, and the lines with their propositions."""
    return (
        joinedload(Note.communaute),
        joinedload(Note.animateur),
        selectinload(Note.lignes).joinedload(Ligne.proposition),
    )


def whole(note: Note) -> Note:
    """The same note, its lines and their propositions read at once."""
    return db.session.scalars(select(Note).where(Note.id == note.id).options(*with_lines())).one()


def agenda_of(note: Note) -> Seance | None:
    """The séance on whose agenda it was put last, if it still is."""
    points = select(Point).where(Point.sujet_kind == "note", Point.sujet_id == note.id)
    latest = points.order_by(Point.id.desc()).limit(1).options(joinedload(Point.seance))
    point = db.session.scalar(latest)
    return point.seance if point else None


def to_finish(communaute_ids: list[int]) -> Select:
    """Notes of these communautés begun and not sent, with their communauté, oldest first."""
    begun = Note.etat.in_([Etat.BROUILLON, Etat.EN_RELECTURE])
    return (
        select(Note)
        .where(Note.communaute_id.in_(communaute_ids), begun)
        .options(joinedload(Note.communaute))
        .order_by(Note.id)
    )


def newest_first() -> tuple:
    """The order of a list."""
    return (Note.id.desc(),)


def in_state(etat: Etat):
    """The condition that it stands there."""
    return Note.etat == etat


def last_period_end(communaute: Communaute) -> date | None:
    """Where the previous note stopped."""
    return db.session.scalar(select(func.max(Note.periode_fin)).where(Note.communaute_id == communaute.id))


def texts_of(note: Note) -> list[str]:
    """What may cite in a note, in the order of reading."""
    return [note.avancement, *(ligne.resume for ligne in note.lignes)]


def cited_in(texts: list[str]) -> list[Ref]:
    """What these texts cite by chips, in the order of reading, each once."""
    refs = [Ref(kind, int(number)) for text in texts for kind, number in re.findall(CITATION, text)]
    return list(dict.fromkeys(ref for ref in refs if ref.kind in ("message", "proposition")))


@dataclass(frozen=True)
class Material:
    """What the animateur may cite: propositions of the communauté, and the messages they come from."""

    propositions: list[Proposition]
    messages: list[Message]
    uncited: set[Ref]


def material_for(note: Note) -> Material:
    """Retained propositions and their source messages: three statements whatever their number."""
    propositions = list(
        db.session.scalars(
            select(Proposition)
            .where(
                Proposition.communaute_id == note.communaute_id,
                Proposition.etat.in_([EtatProposition.RETENUE, EtatProposition.INSCRITE_NOTE])
                | Proposition.id.in_([ligne.proposition_id for ligne in note.lignes]),
            )
            .options(joinedload(Proposition.auteur))
            .order_by(Proposition.id)
            .limit(MOST)
        )
    )
    messages = _sources_of([proposition.id for proposition in propositions])
    cited = set(cited_in(texts_of(note))) | {
        Ref("proposition", ligne.proposition_id) for ligne in note.lignes
    }
    every = {Ref("proposition", p.id) for p in propositions} | {Ref("message", m.id) for m in messages}
    return Material(propositions, messages, every - cited)


def _sources_of(proposition_ids: list[int]) -> list[Message]:
    if not proposition_ids:
        return []
    ids = select(Lien.source_id).where(
        Lien.source_kind == "message",
        Lien.relation == Relation.DONNE_LIEU,
        Lien.cible_kind == "proposition",
        Lien.cible_id.in_(proposition_ids),
    )
    statement = select(Message).where(Message.id.in_(ids), Message.retire_le.is_(None))
    return list(
        db.session.scalars(statement.options(joinedload(Message.auteur)).order_by(Message.id).limit(MOST))
    )


@dataclass(frozen=True)
class Facts:
    """What happened in a communauté between two days."""

    messages: int
    people: int
    arrivals: int
    fils: list[Fil]
    meetings: list[Rencontre]
    propositions: list[Proposition]


def what_happened(communaute: Communaute, debut: date, fin: date) -> Facts:
    """Counts and lists for the first words of the note."""
    period = (_midnight(debut), datetime.combine(fin, time.max, PARIS))
    ours = select(Fil.id).where(Fil.sujet_kind == "communaute", Fil.sujet_id == communaute.id)
    said = (Message.fil_id.in_(ours), Message.cree_le.between(*period), Message.retire_le.is_(None))
    spoken = select(func.count(), func.count(Message.auteur_id.distinct())).where(*said)
    messages, people = db.session.execute(spoken).one()
    entered = (Membre.communaute_id == communaute.id, Membre.entre_le.between(*period))
    moved = select(Fil).where(Fil.id.in_(ours), Fil.dernier_le.between(*period)).order_by(Fil.id)
    submitted = (Proposition.communaute_id == communaute.id, Proposition.deposee_le.between(*period))
    return Facts(
        messages=messages,
        people=people,
        arrivals=db.session.scalar(select(func.count()).select_from(Membre).where(*entered)) or 0,
        fils=list(db.session.scalars(moved)),
        meetings=_held(communaute, period),
        propositions=list(db.session.scalars(select(Proposition).where(*submitted).order_by(Proposition.id))),
    )


def _held(communaute: Communaute, period: tuple[datetime, datetime]) -> list[Rencontre]:
    ours = (Rencontre.sujet_kind == "communaute", Rencontre.sujet_id == communaute.id)
    took_place = (Rencontre.debut.between(*period), Rencontre.annulee_le.is_(None))
    statement = select(Rencontre).where(*ours, *took_place).order_by(Rencontre.debut)
    return list(db.session.scalars(statement.options(selectinload(Rencontre.sites))))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, PARIS)


def first_words(told: Facts, debut: date, fin: date) -> str:
    """The Markdown in which a note begins: how much was said, who met, what was talked about and proposed."""
    arrivals = f", {pluriel(told.arrivals, 'arrivée')}" if told.arrivals else ""
    said = f"{pluriel(told.messages, 'message')} de {pluriel(told.people, 'personne')}{arrivals}"
    parts = [f"Du {date_longue(debut)} au {date_longue(fin)}, {said}."]
    lists = {
        "**Rencontres**": [
            f"{met.titre}, le {date_longue(met.debut)}, à {' et à '.join(site.ville for site in met.sites)}."
            for met in told.meetings
        ],
        "**Sujets discutés**": [
            f"{fil.titre} ({pluriel(fil.dernier_rang, 'message')})." for fil in told.fils
        ],
        "**Propositions déposées**": [
            f"{one.titre} [[proposition:{one.id}]] ({pluriel(one.soutiens, 'soutien')})."
            for one in told.propositions
        ],
    }
    parts += [
        "\n".join([title, "", *(f"- {line}" for line in lines)]) for title, lines in lists.items() if lines
    ]
    return "\n\n".join(parts)


def prints_of(note: Note) -> list[Tirage]:
    """Every version that left, the latest first."""
    statement = select(Tirage).where(Tirage.note_id == note.id).order_by(Tirage.numero.desc())
    return list(db.session.scalars(statement.options(joinedload(Tirage.par))))


def awaits_a_note(communaute_id):
    """The condition that a proposition of this communauté is retained, and that no note carries it yet."""
    return (Proposition.communaute_id == communaute_id) & (Proposition.etat == EtatProposition.RETENUE)


def ready_for_note(communaute_id: int) -> list[Proposition]:
    """The propositions that await a note, the oldest first."""
    statement = select(Proposition).where(awaits_a_note(communaute_id))
    return list(
        db.session.scalars(statement.options(joinedload(Proposition.auteur)).order_by(Proposition.id))
    )


def missing_in(note: Note) -> list[str]:
    """What keeps the note from leaving, in sentences (BR-10); nothing when it may go."""
    told = []
    if not note.avancement.strip():
        told.append(EMPTY_PROGRESS)
    if not note.lignes and not note.sans_action:
        told.append(EMPTY_ACTIONS)
    if any(not ligne.complete for ligne in note.lignes):
        told.append(INCOMPLETE)
    return told


def canonical(note: Note) -> str:
    """The content that is frozen: JSON, sorted keys, no blank; the same note gives the same bytes."""
    lines = [
        {
            "proposition": ligne.proposition.reference,
            "titre": ligne.proposition.titre,
            "resume": ligne.resume,
            "moyens": ligne.moyens,
            "cout": ligne.cout,
            "calendrier": ligne.calendrier,
            "attendu": ligne.attendu,
        }
        for ligne in sorted(note.lignes, key=lambda one: one.rang)
    ]
    content = {
        "reference": note.reference,
        "communaute": note.communaute.nom,
        "titre": note.titre,
        "periode": [note.periode_debut.isoformat(), note.periode_fin.isoformat()],
        "animateur": note.animateur.nom,
        "avancement": note.avancement,
        "avancement_html": note.avancement_html,
        "sans_action": note.sans_action,
        "lignes": lines,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
