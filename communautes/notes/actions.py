"""What an animateur does with the note, and what the board's desk does with it."""

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
from socle.errors import NotVisible, Unprocessable, WrongState
from socle.events import announce
from socle.extensions import db
from socle.liens import Relation, link
from socle.markdown import Redige, redige
from socle.signatures import Signature
from socle.sujets import Ref
from socle.versions import must_be_read, rewrite

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
from .queries import canonical, cited_in, first_words, missing_in, prints_of, texts_of, what_happened

LEFT = "Cette note vient d'être transmise : elle ne change plus."
CHANGED = "Quelqu'un a enregistré cette note entre-temps : comparez les deux textes."
BOTH = (
    "Quelqu'un a enregistré la note entre-temps. Son texte est au-dessus du vôtre : "
    "gardez ce qu'il faut, puis enregistrez."
)
LINE_CHANGED = "Quelqu'un a modifié cette ligne entre-temps : relisez-la avant d'enregistrer."
UP = "haut"


def start_note(
    communaute: Communaute,
    by: Signature,
    titre: str,
    debut: date,
    fin: date,
    avancement: Redige | None = None,
) -> Note:
    """Begin a note on a period; its first words tell what happened, unless others are given."""
    words = avancement or redige(first_words(what_happened(communaute, debut, fin), debut, fin))
    note = Note(
        reference=REFERENCES.next(communaute.code),
        communaute_id=communaute.id,
        communaute=communaute,
        titre=titre,
        animateur_id=by.compte_id,
        periode_debut=debut,
        periode_fin=fin,
        avancement=words.source,
        avancement_html=words.html,
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


def save_note(note: Note, by: Signature, version: int | None, avancement: Redige, **words: Any) -> None:
    """Keep the words. Raises ``Conflict`` when someone saved meanwhile: the page shows both texts."""
    _take(note)
    must_be_read(note, version, CHANGED, {"avancement": [BOTH]})
    rewrite(note, avancement=avancement, **words)
    announce(NoteSaved(note_id=note.id, version=note.version), by)


def _line(note: Note, ligne_id: int) -> Ligne:
    """A line of a note that is locked: its lines are those of now. Raises ``NotVisible`` when it is gone."""
    found = next((ligne for ligne in note.lignes if ligne.id == ligne_id), None)
    if found is None:
        raise NotVisible
    return found


def add_line(note: Note, by: Signature, proposition: Proposition) -> Ligne:
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


def edit_line(note: Note, by: Signature, ligne_id: int, version: int | None, **words: Any) -> None:
    """Keep the words of a line. Raises ``Conflict`` when someone saved it meanwhile."""
    _take(note)
    ligne = _line(note, ligne_id)
    must_be_read(ligne, version, LINE_CHANGED)
    rewrite(ligne, **words)
    _changed(note, ligne.proposition_id, by)


def remove_line(note: Note, by: Signature, ligne_id: int) -> None:
    """Take a proposition out of the note; it stays retained."""
    _take(note)
    ligne = _line(note, ligne_id)
    lock(ligne.proposition)
    pass_to(ligne.proposition, "leave_note", by)
    note.lignes.remove(ligne)
    db.session.delete(ligne)
    _renumber(note.lignes)
    _changed(note, ligne.proposition_id, by)


def move_line(note: Note, by: Signature, ligne_id: int, sens: str) -> None:
    """Move a line up or down, by one place."""
    _take(note)
    ligne, ordered = _line(note, ligne_id), list(note.lignes)
    place = ordered.index(ligne)
    target = max(0, min(len(ordered) - 1, place + (-1 if sens == UP else 1)))
    ordered.insert(target, ordered.pop(place))
    _renumber(ordered)
    _changed(note, ligne.proposition_id, by)


def _renumber(lignes: list[Ligne]) -> None:
    for rang, ligne in enumerate(lignes, 1):
        ligne.rang = rang


def _changed(note: Note, proposition_id: int, by: Signature) -> None:
    db.session.flush()
    db.session.expire(note, ["lignes"])  # whoever is answered reads them in their order
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
    for ref in cited_in(texts_of(note)):
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


def put_note_on_agenda(note: Note, by: Signature, seance: Seance) -> Point:
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
