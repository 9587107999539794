"""What one does with notes: begin, write, transmit; the desk puts them on an agenda, or returns them."""

from datetime import timedelta
from typing import Any

from communautes.espaces.models import Communaute
from instances.organes.queries import answering
from socle.clock import today
from socle.errors import NotVisible
from socle.forms import Bound
from socle.gestes import FormPage, Geste, Offer, offer
from socle.permissions import require
from socle.sujets import under, url_of

from .actions import (
    add_line,
    ask_relecture,
    edit_line,
    move_line,
    put_note_on_agenda,
    remove_line,
    resume_note,
    save_note,
    send_note_back,
    start_note,
    transmit_note,
)
from .forms import AjoutForm, InscriptionForm, LigneForm, NoteForm, NouvelleForm, OrdreForm, RetourForm
from .models import Ligne, Note
from .queries import agenda_of, last_period_end, material_for, prints_of, ready_for_note, whole

QUARTER = timedelta(days=90)
EDITOR = "redaction"
LINE = "redaction#ligne-{ligne_id}"
PARTS = ("titre", "avancement", "sans_action", "version")
WORDS = ("resume", "moyens", "calendrier", "attendu", "version")


def _period(communaute: Communaute) -> dict[str, Any]:
    """From the day after the previous note, or since three months, until today."""
    since = last_period_end(communaute)
    debut = since + timedelta(days=1) if since else today() - QUARTER
    return {"debut": min(debut, today()), "fin": today()}


def _editor(viewer: Any, note: Note, form: Bound) -> dict[str, Any]:
    """What may be cited, what is not cited yet, and the lines, each with its form."""
    note = whole(note)
    lines = [(ligne, _rewritten(note, ligne)) for ligne in note.lignes]
    ready = ready_for_note(note.communaute_id)
    return {"note": note, "material": material_for(note), "lines": lines, "ready": ready}


def _rewritten(note: Note, ligne: Ligne) -> Offer:
    known = {name: getattr(ligne, name) for name in WORDS}
    known["euros"] = ligne.cout // 100 if ligne.cout is not None else None
    return offer(note, "edit_line", known, ligne_id=ligne.id)


def _ours(viewer: Any, note: Note, said: dict[str, Any]) -> dict[str, Any]:
    if said["proposition"].communaute_id != note.communaute_id:
        raise NotVisible
    return said


def _in_cents(viewer: Any, note: Note, said: dict[str, Any]) -> dict[str, Any]:
    euros = said.pop("euros", None)
    return said | {"cout": None if euros is None else euros * 100}


def _on_its_agenda(viewer: Any, note: Note, said: dict[str, Any]) -> dict[str, Any]:
    """A séance of the board, which the viewer may still prepare: one that has closed since is told so."""
    organe = answering()
    require("prepare", said["seance"])
    if organe is None or said["seance"].organe_id != organe.id:
        raise NotVisible
    return said


def _desk(viewer: Any, note: Note) -> str:
    """Whoever returned a note no longer reads it: back to the board, where it was received."""
    return url_of(answering() or note)


def _sent(note: Note) -> str:
    began = prints_of(note)[0].empreinte[:12]
    return f"La note {note.reference} est transmise au conseil. Son empreinte commence par {began}."


def _of_line(verb: str, do: Any, at: str, label: str, **more: Any) -> Geste:
    """What one does to a line, from the editor."""
    at = f"lignes/<int:ligne_id>{at}"
    return Geste(Note, verb, do, at=at, label=label, rule="write", page=EDITOR, **more)


GESTES = (
    Geste(
        Communaute,
        "start",
        start_note,
        at="notes",
        label="Écrire une note",
        rule="write_note",
        form=NouvelleForm,
        makes=Note,
        page=FormPage("nouvelle", "communautes/notes/nouvelle.html", start=_period),
        lands=lambda viewer, note: under(note, EDITOR),
    ),
    Geste(
        Note,
        "save",
        save_note,
        at=EDITOR,
        label="Enregistrer",
        rule="write",
        form=NoteForm,
        page=FormPage(
            template="communautes/notes/redaction.html",
            start=lambda note: {name: getattr(note, name) for name in PARTS},
            shown=_editor,
        ),
        lands=EDITOR,
        done="La note est enregistrée.",
    ),
    Geste(
        Note,
        "add_line",
        add_line,
        at="lignes",
        label="Ajouter à la note",
        rule="write",
        form=AjoutForm,
        makes=Ligne,
        meant=_ours,
        page=EDITOR,
        lands=lambda viewer, ligne: under(ligne.note, LINE.format(ligne_id=ligne.id)),
    ),
    _of_line(
        "edit_line",
        edit_line,
        "",
        "Enregistrer la ligne",
        form=LigneForm,
        meant=_in_cents,
        lands=LINE,
        done="La ligne est enregistrée.",
    ),
    _of_line("move_line", move_line, "/ordre", "Déplacer la ligne", form=OrdreForm, lands=LINE),
    _of_line("remove_line", remove_line, "/retrait", "Retirer de la note", lands="redaction#actions"),
    Geste(
        Note,
        "ask_relecture",
        ask_relecture,
        at="relecture",
        label="Faire relire par la communauté",
        kind="quiet",
        done="La communauté peut relire la note.",
    ),
    Geste(
        Note, "resume", resume_note, at="reprise", label="Reprendre l’écriture", kind="quiet", lands=EDITOR
    ),
    Geste(
        Note,
        "transmit",
        transmit_note,
        at="transmission",
        label="Transmettre",
        kind="main",
        confirm=(
            "Transmettre cette note au conseil ?",
            "Le texte se gèle avec une empreinte. Ses propositions attendront la réponse du conseil.",
        ),
        done=_sent,
    ),
    Geste(
        Note,
        "put_on_agenda",
        put_note_on_agenda,
        at="inscription",
        label="Inscrire à l’ordre du jour",
        form=InscriptionForm,
        meant=_on_its_agenda,
        lands=lambda viewer, note: url_of(agenda_of(note) or note),
        done="La note est à l'ordre du jour.",
    ),
    Geste(
        Note,
        "send_back",
        send_note_back,
        at="retour",
        label="Retourner",
        form=RetourForm,
        kind="quiet",
        confirm=(
            "Retourner cette note à la communauté ?",
            "La personne qui anime pourra la reprendre et transmettre une nouvelle version.",
        ),
        lands=_desk,
        done="La note est retournée à la communauté.",
    ),
)
