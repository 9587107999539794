"""The editor of a note: material, text, coverage; saving never overwrites another's words."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import signature
from communautes.notes.actions import add_line, edit_line, move_line, remove_line, save_note
from communautes.notes.models import Ligne, Note
from communautes.notes.queries import material_for, ready_for_note, with_lines
from communautes.propositions.models import Proposition
from socle.database import lock, write
from socle.errors import NotVisible
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.numbers import number_in
from socle.permissions import fetch, require
from socle.security import posting_pace

from .forms import LigneForm, NoteForm

bp = Blueprint("redaction", __name__)


def _note(note_id: int) -> Note:
    return fetch(Note, *with_lines(), id=note_id)


def _ligne(note: Note, ligne_id: int) -> Ligne:
    found = next((ligne for ligne in note.lignes if ligne.id == ligne_id), None)
    if found is None:
        raise NotVisible
    return found


@bp.get("/notes/<int:note_id>/redaction")
@login_required
def edit(note_id: int):
    """Write: material on the left, text in the middle, coverage on the right."""
    note = _note(note_id)
    require("write", note)
    return _page(note, _known(note))


def _known(note: Note) -> Bound:
    return blank(
        NoteForm,
        titre=note.titre,
        avancement=note.avancement,
        sans_action="true" if note.sans_action else "",
        version=note.version,
    )


def _page(
    note: Note,
    form: Bound,
    status: int = 200,
    theirs: str | None = None,
    ligne_form: tuple[int, Bound] | None = None,
):
    lines = [(ligne, _line_form(ligne, ligne_form)) for ligne in note.lignes]
    shown = {
        "note": note,
        "form": form,
        "material": material_for(note),
        "lines": lines,
        "theirs": theirs,
        "ready": ready_for_note(note.communaute_id),
    }
    return render_template("communautes/redaction/edit.html", **shown), status


def _line_form(ligne: Ligne, typed: tuple[int, Bound] | None) -> Bound:
    if typed and typed[0] == ligne.id:
        return typed[1]
    known = {name: getattr(ligne, name) for name in ("resume", "moyens", "calendrier", "attendu", "version")}
    return blank(LigneForm, euros=ligne.cout // 100 if ligne.cout is not None else None, **known)


@bp.post("/notes/<int:note_id>/redaction")
@login_required
@limiter.limit(posting_pace)
def save(note_id: int):
    """Keep the words; when someone saved meanwhile, show both texts and lose none."""
    require("write", _note(note_id))  # before a long text is rendered for nothing
    form = bind(NoteForm, request.form)
    write()
    note = _note(note_id)
    require("write", note)
    lock(note)
    if form.errors:
        return _page(note, form, 422)
    if note.version != form.data["version"]:
        theirs, form.raw["version"] = note.avancement, str(note.version)
        form.refuse(
            "avancement",
            "Quelqu'un a enregistré la note entre-temps. Son texte est au-dessus du vôtre : "
            "gardez ce qu'il faut, puis enregistrez.",
        )
        return _page(note, form, 409, theirs)
    words = {name: form.data[name] for name in ("titre", "sans_action")}
    save_note(note, signature(current_user), note.version, form.data["avancement"], **words)
    db.session.commit()
    flash("La note est enregistrée.", "fait")
    return redirect(url_for("redaction.edit", note_id=note.id))


@bp.post("/notes/<int:note_id>/lignes")
@login_required
def add(note_id: int):
    """Bring a retained proposition in."""
    write()
    note = _note(note_id)
    require("write", note)
    proposition_id = number_in(request.form, "proposition")
    proposition = fetch(Proposition, id=proposition_id, communaute_id=note.communaute_id)
    ligne = add_line(note, proposition, signature(current_user))
    db.session.commit()
    return redirect(url_for("redaction.edit", note_id=note.id, _anchor=f"ligne-{ligne.id}"))


@bp.post("/notes/<int:note_id>/lignes/<int:ligne_id>")
@login_required
def change(note_id: int, ligne_id: int):
    """Say what the line asks."""
    form = bind(LigneForm, request.form)
    write()
    note = _note(note_id)
    require("write", note)
    ligne = _ligne(note, ligne_id)
    if not form.errors and ligne.version != form.data["version"]:
        form.raw["version"] = str(ligne.version)
        form.refuse("resume", f"Quelqu'un a modifié cette ligne entre-temps. Son texte : « {ligne.resume} »")
        return _page(note, _known(note), 409, ligne_form=(ligne.id, form))
    if form.errors:
        return _page(note, _known(note), 422, ligne_form=(ligne.id, form))
    euros = form.data["euros"]
    words = {name: form.data[name] for name in ("resume", "moyens", "calendrier", "attendu")}
    edit_line(
        ligne, signature(current_user), ligne.version, cout=None if euros is None else euros * 100, **words
    )
    db.session.commit()
    flash("La ligne est enregistrée.", "fait")
    return redirect(url_for("redaction.edit", note_id=note.id, _anchor=f"ligne-{ligne.id}"))


@bp.post("/notes/<int:note_id>/lignes/<int:ligne_id>/ordre")
@login_required
def move(note_id: int, ligne_id: int):
    """Move a line up or down."""
    write()
    note = _note(note_id)
    require("write", note)
    move_line(
        _ligne(note, ligne_id), -1 if request.form.get("sens") == "haut" else 1, signature(current_user)
    )
    db.session.commit()
    return redirect(url_for("redaction.edit", note_id=note.id, _anchor=f"ligne-{ligne_id}"))


@bp.post("/notes/<int:note_id>/lignes/<int:ligne_id>/retrait")
@login_required
def take_out(note_id: int, ligne_id: int):
    """Take a proposition out; it stays retained."""
    write()
    note = _note(note_id)
    require("write", note)
    remove_line(_ligne(note, ligne_id), signature(current_user))
    db.session.commit()
    return redirect(url_for("redaction.edit", note_id=note.id, _anchor="actions"))
