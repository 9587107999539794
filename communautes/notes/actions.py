"""What an animateur does with the note, and what the board's desk does with it."""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from communautes.espaces.models import Communaute
from communautes.propositions.actions import pass_to
from communautes.propositions.models import Proposition
from instances.seances.actions import add_point
from instances.seances.models import Point, Seance
from socle.clock import now
from socle.database import lock
from socle.errors import Conflict, Unprocessable, WrongState
from socle.events import announce
from socle.extensions import db
from socle.liens import Relation, link
from socle.markdown import Redige
from socle.signatures import Signature
from socle.sujets import Ref

from .events import (
    LigneChanged,
    NoteExamined,
    NotePutOnAgenda,
    NoteSaved,
    NoteSentBack,
    NoteStarted,
    NoteTransmitted,
    RelectureAsked,
)
from .models import NOTE, OUVERTES, REFERENCES, Ligne, Note, Tirage
from .queries import cited_in, prints_of

LEFT = "Cette note vient d'être transmise : elle ne change plus."
EMPTY_PROGRESS = "La première partie, « Où en est le groupe », est vide : une note ne part pas sans elle."
EMPTY_ACTIONS = (
    "La seconde partie est vide : proposez au moins une action, ou dites explicitement "
    "qu'aucune ne l'est à ce stade."
)
INCOMPLETE = (
    "Chaque action proposée doit dire en quoi elle consiste et quelle décision vous attendez du conseil."
)


def start_note(
    communaute: Communaute, by: Signature, titre: str, debut: date, fin: date, avancement: Redige
) -> Note:
    """Begin a note on a period; its first words are prefilled from what happened."""
    note = Note(
        reference=REFERENCES.next(communaute.code),
        communaute_id=communaute.id,
        communaute=communaute,
        titre=titre,
        animateur_id=by.compte_id,
        periode_debut=debut,
        periode_fin=fin,
        avancement=avancement.source,
        avancement_html=avancement.html,
    )
    db.session.add(note)
    db.session.flush()
    announce(NoteStarted(note_id=note.id), by)
    return note


def _take(note: Note) -> None:
    """Lock a note to write in it. Raises ``WrongState`` when it left meanwhile: it never changes (I10)."""
    lock(note)
    if note.etat not in OUVERTES:
        raise WrongState(LEFT)


def save_note(note: Note, by: Signature, version: int, avancement: Redige, **words: Any) -> None:
    """Keep the words. Raises ``Conflict`` when someone saved meanwhile: the view shows both texts."""
    _take(note)
    if note.version != version:
        raise Conflict("Quelqu'un a enregistré cette note entre-temps : comparez les deux textes.")
    note.avancement, note.avancement_html = avancement.source, avancement.html
    for name, value in words.items():
        setattr(note, name, value)
    note.version += 1
    announce(NoteSaved(note_id=note.id, version=note.version), by)


def add_line(note: Note, proposition: Proposition, by: Signature) -> Ligne:
    """Bring a retained proposition into the note; twice is once."""
    _take(note)
    lock(proposition)
    known = next((ligne for ligne in note.lignes if ligne.proposition_id == proposition.id), None)
    if known:
        return known
    pass_to(proposition, "enter_note", by)
    ligne = Ligne(
        proposition_id=proposition.id,
        proposition=proposition,
        rang=len(note.lignes) + 1,
        resume=proposition.objectif,
        moyens=proposition.moyens,
        calendrier=proposition.calendrier,
    )
    note.lignes.append(ligne)
    _changed(note, proposition.id, by)
    return ligne


def edit_line(ligne: Ligne, by: Signature, version: int, **words: Any) -> None:
    """Keep the words of a line. Raises ``Conflict`` when someone saved it meanwhile."""
    _take(ligne.note)
    lock(ligne)
    if ligne.version != version:
        raise Conflict("Quelqu'un a modifié cette ligne entre-temps : relisez-la avant d'enregistrer.")
    for name, value in words.items():
        setattr(ligne, name, value)
    ligne.version += 1
    _changed(ligne.note, ligne.proposition_id, by)


def remove_line(ligne: Ligne, by: Signature) -> None:
    """Take a proposition out of the note; it stays retained."""
    note = ligne.note
    _take(note)
    lock(ligne.proposition)
    pass_to(ligne.proposition, "leave_note", by)
    note.lignes.remove(ligne)
    db.session.delete(ligne)
    for place, other in enumerate(note.lignes, 1):
        other.rang = place
    _changed(note, ligne.proposition_id, by)


def move_line(ligne: Ligne, step: int, by: Signature) -> None:
    """Move a line up (−1) or down (+1)."""
    note = ligne.note
    _take(note)
    ordered = sorted(note.lignes, key=lambda one: one.rang)
    place = ordered.index(ligne)
    target = max(0, min(len(ordered) - 1, place + step))
    ordered.insert(target, ordered.pop(place))
    for rang, one in enumerate(ordered, 1):
        one.rang = rang
    _changed(note, ligne.proposition_id, by)


def _changed(note: Note, proposition_id: int, by: Signature) -> None:
    db.session.flush()
    announce(LigneChanged(note_id=note.id, proposition_id=proposition_id), by)


def ask_relecture(note: Note, by: Signature) -> None:
    """Let the members read it before it leaves."""
    lock(note)
    NOTE.move(note, "ask_relecture")
    announce(RelectureAsked(note_id=note.id), by)


def resume_note(note: Note, by: Signature) -> None:
    """Take it back from proof-reading."""
    lock(note)
    NOTE.move(note, "resume")
    announce(NoteSaved(note_id=note.id, version=note.version), by)


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


def transmit_note(note: Note, by: Signature) -> Tirage:
    """Send the note to the board: a version is frozen with its SHA-256, its propositions wait for the answer.

    Raises ``Unprocessable`` when a part is empty, ``WrongState`` when it has already left.
    """
    lock(note)
    if missing := missing_in(note):
        raise Unprocessable(" ".join(missing))
    NOTE.move(note, "transmit")
    note.transmise_le, note.motif = now(), None
    for ligne in note.lignes:
        lock(ligne.proposition)
        pass_to(ligne.proposition, "go_to_ca", by)
        link(
            Ref("proposition", ligne.proposition_id), Relation.DONNE_LIEU, Ref("note", note.id), by.compte_id
        )
    for ref in cited_in(note):
        link(Ref("note", note.id), Relation.CITE, ref, by.compte_id)
    content = canonical(note)
    tirage = Tirage(
        note_id=note.id,
        numero=len(prints_of(note)) + 1,
        contenu=content,
        empreinte=sha256(content.encode()).hexdigest(),
        par_id=by.compte_id,
    )
    db.session.add(tirage)
    db.session.flush()
    announce(NoteTransmitted(note_id=note.id, numero=tirage.numero, empreinte=tirage.empreinte), by)
    return tirage


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


def put_note_on_agenda(note: Note, seance: Seance, by: Signature) -> Point:
    """Put the note on the agenda of a séance of the board."""
    lock(note)
    NOTE.move(note, "put_on_agenda")
    titre = f"{note.reference} · {note.communaute.nom} : {note.titre}"
    point = add_point(seance, by, titre, about=Ref("note", note.id))
    announce(NotePutOnAgenda(note_id=note.id, seance_id=seance.id), by)
    return point


def send_note_back(note: Note, by: Signature, motif: str) -> None:
    """Return the note for a new version; its propositions wait again.

    Raises ``Unprocessable`` without a reason.
    """
    if not motif:
        sentence = "Dites ce qui doit changer : la personne qui anime le lira."
        raise Unprocessable(sentence, errors={"motif": [sentence]})
    lock(note)
    NOTE.move(note, "send_back")
    note.motif = motif
    for ligne in note.lignes:
        lock(ligne.proposition)
        pass_to(ligne.proposition, "come_back", by, motif)
    announce(NoteSentBack(note_id=note.id), by)


def take_note_off(note: Note) -> None:
    """The point that carried it was taken off an agenda: it waits for another."""
    lock(note)
    NOTE.move(note, "take_off")


def close_examined(note: Note, seance_id: int, by: Signature) -> None:
    """Every line has its published answer. Raises ``WrongState`` when it was not on an agenda."""
    lock(note)
    if not NOTE.allows(note, "examine"):
        raise WrongState
    NOTE.move(note, "examine")
    announce(NoteExamined(note_id=note.id, seance_id=seance_id), by)
