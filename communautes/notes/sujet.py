"""How the rest of the house speaks of notes, and what a note asks the board."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload, load_only

from communautes.espaces.models import Communaute
from communautes.espaces.queries import animated_by, animateurs_of, members_of
from instances.organes.models import Organe
from instances.organes.queries import answering, desk_of, desks_of
from instances.seances.queries import Question, asks
from socle.afaire import MOST, AFaire, to_do
from socle.database import read_columns
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.once import built_once
from socle.permissions import can, visible
from socle.rangees import Annonce
from socle.sujets import Notice, Ref, Sujet, sujet_for, tells, under, url_of
from socle.templating import date_courte, montant

from .events import NoteExamined, NotePutOnAgenda, NoteSentBack, NoteTransmitted, RelectureAsked
from .models import REFERENCES, Etat, Ligne, Note
from .queries import awaits_a_note, newest_first, to_finish, with_lines

SHOWN = 10


class SujetNote(Sujet):
    """A note: its reference and its page."""

    kind, noun, label, path = "note", Note, "Note", "/notes/<int:id>"
    forme = REFERENCES

    def text(self, note: Note) -> str:
        """What it says."""
        return f"{note.titre}\n{note.avancement}"


class SujetLigne(Sujet):
    """An action proposed in a note: named after its proposition, read in its note."""

    kind, noun, label = "ligne", Ligne, "Ligne"

    def title(self, ligne: Ligne) -> str:
        """The proposition."""
        return ligne.proposition.titre

    def url(self, ligne: Ligne) -> str:
        """The page of the note."""
        return under(ligne.note, f"#ligne-{ligne.id}")


@asks("note")
def lines_to_decide(note_id: int) -> list[Question]:
    """Each line of the note is one decision (BR-12)."""
    note = db.session.scalar(db.select(Note).where(Note.id == note_id).options(*with_lines()))
    return [_question(ligne) for ligne in note.lignes]


def _question(ligne: Ligne) -> Question:
    facts = [
        ("Moyens", ligne.moyens),
        ("Coût", montant(ligne.cout) if ligne.cout else ""),
        ("Calendrier", ligne.calendrier),
    ]
    return Question(
        about=Ref("proposition", ligne.proposition_id),
        titre=ligne.proposition.titre,
        resume=ligne.resume,
        attendu=ligne.attendu,
        facts=tuple(fact for fact in facts if fact[1]),
    )


@panel("organe")
def notes_received(organe: Organe, viewer) -> Panel | None:
    """On the desk of the board: notes received, and those that wait for an agenda."""
    if not organe.repond or not can(viewer, "sit", organe):
        return None
    notes = db.session.execute(*_received(viewer)).tuples().all()
    return Panel("communautes/notes/_recues.html", {"notes": notes})


@built_once
def _received(viewer: Any) -> Select:
    received = visible(Note, viewer).where(Note.etat.in_([Etat.TRANSMISE, Etat.INSCRITE_ODJ]))
    lines = select(func.count()).where(Ligne.note_id == Note.id).scalar_subquery()
    shown = load_only(Note.reference, Note.titre, Note.transmise_le, Note.etat)
    loads = (shown, joinedload(Note.communaute).load_only(Communaute.nom))
    return received.add_columns(lines).options(*loads).order_by(*newest_first()).limit(SHOWN)


@panel("communaute")
def notes_of(communaute: Communaute, viewer) -> Panel | None:
    """On the home of the communauté: its notes, and the one to write."""
    may_write = bool(can(viewer, "write_note", communaute))
    statement, values = _notes_here(viewer, may_write)
    rows = read_columns(statement, values | {"communaute_id": communaute.id}).all()
    notes = [_announced(row) for row in rows if row.id]
    if not notes and not may_write:
        return None
    shown = {"communaute": communaute, "notes": notes, "ready": rows[0].ready if may_write else 0}
    return Panel("communautes/notes/_panel.html", shown)


def _announced(note: Any) -> Annonce:
    of = f"du {date_courte(note.periode_debut)} au {date_courte(note.periode_fin)}"
    return Annonce(note.titre, sujet_for(Note).page(note), (note.reference, of), note.etat)


@built_once
def _notes_here(viewer: Any, may_write: bool) -> Select:
    """The last notes; for who may write one, how many propositions await it, where there is no note too."""
    shown = (Note.id, Note.reference, Note.titre, Note.periode_debut, Note.periode_fin, Note.etat)
    here = visible(Note, viewer).where(Note.communaute_id == bindparam("communaute_id"))
    last = here.order_by(*newest_first()).limit(SHOWN)
    if not may_write:
        return last.with_only_columns(*shown)
    ready = select(func.count().label("ready")).where(awaits_a_note(bindparam("communaute_id"))).subquery()
    ids = last.with_only_columns(Note.id).correlate(None)
    beside = select(ready.c.ready, *shown).select_from(ready).outerjoin(Note, Note.id.in_(ids))
    return beside.order_by(*newest_first())


def _of(event) -> tuple[Note, Ref]:
    return db.session.get(Note, event.note_id), Ref("note", event.note_id)


@tells(NoteTransmitted)
def a_note_arrived(event: NoteTransmitted) -> list[Notice]:
    """The desk of the board; and the members of the communauté."""
    note, about = _of(event)
    organe = answering()
    desk = set(desk_of(organe.id)) if organe else set()
    sentence = f"La note {note.reference} de « {note.communaute.nom} » est transmise au conseil"
    return [
        Notice(
            to=desk,
            sentence=sentence,
            about=about,
            why="Elle attend d'être inscrite à l'ordre du jour.",
            mail=True,
        ),
        Notice(to=set(members_of(note.communaute_id)) - desk, sentence=sentence, about=about),
    ]


@tells(RelectureAsked)
def please_read(event: RelectureAsked) -> Notice:
    """The members."""
    note, about = _of(event)
    sentence = f"La note « {note.titre} » de « {note.communaute.nom} » attend votre relecture"
    return Notice(to=members_of(note.communaute_id), sentence=sentence, about=about)


@tells(NotePutOnAgenda)
def it_will_be_examined(event: NotePutOnAgenda) -> Notice:
    """Who animates."""
    note, about = _of(event)
    sentence = f"La note {note.reference} est à l'ordre du jour du conseil"
    return Notice(to=animateurs_of(note.communaute_id), sentence=sentence, about=about)


@tells(NoteSentBack)
def it_came_back(event: NoteSentBack) -> Notice:
    """Who animates, with the reason."""
    note, about = _of(event)
    sentence = f"La note {note.reference} vous est retournée : {note.motif}"
    return Notice(to=animateurs_of(note.communaute_id), sentence=sentence, about=about, mail=True)


@tells(NoteExamined)
def it_was_examined(event: NoteExamined) -> Notice:
    """Who animates: every line has its answer."""
    note, about = _of(event)
    sentence = f"Le conseil a répondu à chaque ligne de la note {note.reference}"
    return Notice(to=animateurs_of(note.communaute_id), sentence=sentence, about=about, mail=True)


@to_do(40)
def notes_to_finish(viewer: Any) -> Iterator[AFaire]:
    """Where I animate: notes begun and not sent."""
    animated = animated_by(viewer)
    for one in db.session.scalars(to_finish(animated).limit(MOST)) if animated else ():
        word = "Reprendre la note retournée" if one.motif else "Finir et transmettre la note"
        yield AFaire(f"{word} « {one.titre} »", under(one, "redaction"), "Écrire", one.communaute.nom)


@to_do(50)
def notes_to_inscribe(viewer: Any) -> Iterator[AFaire]:
    """At the desk of a body: notes to put on an agenda."""
    if not desks_of(viewer):
        return
    sent = visible(Note, viewer).where(Note.etat == Etat.TRANSMISE).options(joinedload(Note.communaute))
    for one in db.session.scalars(sent.order_by(Note.id).limit(MOST)):
        phrase = f"Inscrire la note {one.reference} à l'ordre du jour"
        yield AFaire(phrase, url_of(one), "Inscrire", one.communaute.nom)
