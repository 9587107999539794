"""Pages of the notes: beginning, writing, transmitting; the desk puts it on an agenda or returns it."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from sqlalchemy.orm import joinedload

from annuaire.roles.queries import signature
from communautes.espaces.models import Communaute
from communautes.propositions.queries import line_of
from instances.organes.queries import the_ca
from instances.seances.models import Seance
from instances.seances.queries import planned_for
from socle.clock import today
from socle.database import write
from socle.errors import NotVisible
from socle.extensions import db
from socle.forms import bind, blank
from socle.markdown import redige
from socle.numbers import number_in
from socle.permissions import can, fetch, require
from socle.sujets import Ref, find_all, url_of

from .actions import (
    ask_relecture,
    missing_in,
    put_note_on_agenda,
    resume_note,
    send_note_back,
    start_note,
    transmit_note,
)
from .forms import NouvelleForm, RetourForm
from .models import Note, Tirage
from .queries import cited_in, last_period_end, prints_of, what_happened, with_lines

bp = Blueprint("notes", __name__)
QUARTER = timedelta(days=90)


@bp.get("/communautes/<slug>/notes/nouvelle")
@login_required
def new(slug: str):
    """Begin a note: its title and its period."""
    communaute = fetch(Communaute, slug=slug)
    require("write_note", communaute)
    since = last_period_end(communaute)
    debut = since + timedelta(days=1) if since else today() - QUARTER
    form = blank(NouvelleForm, debut=min(debut, today()), fin=today())
    return render_template("communautes/notes/nouvelle.html", communaute=communaute, form=form)


@bp.post("/communautes/<slug>/notes")
@login_required
def create(slug: str):
    """Begin it, prefilled."""
    form = bind(NouvelleForm, request.form)
    if not form.errors and form.data["fin"] < form.data["debut"]:
        form.refuse("fin", "La date de fin doit suivre la date de début.")
    write()
    communaute = fetch(Communaute, slug=slug)
    require("write_note", communaute)
    if form.errors:
        return render_template("communautes/notes/nouvelle.html", communaute=communaute, form=form), 422
    period = (form.data["debut"], form.data["fin"])
    told = what_happened(communaute, *period)
    words = redige(
        render_template("communautes/notes/avancement.md", facts=told, debut=period[0], fin=period[1]).strip()
    )
    note = start_note(communaute, signature(current_user), form.data["titre"], *period, words)
    db.session.commit()
    return redirect(url_for("redaction.edit", note_id=note.id))


def note_with_lines(note_id: int) -> Note:
    """A note that the viewer may read, with its lines."""
    return fetch(Note, *with_lines(), id=note_id)


@bp.get("/notes/<int:note_id>")
def show(note_id: int):
    """A note as it reads: its line, its two parts, its citations, the versions that left."""
    note = note_with_lines(note_id)
    organe = the_ca()
    cited = find_all(cited_in(note), current_user)
    shown = {
        "names": names_of(cited),
        "note": note,
        "stations": line_of(Ref("note", note.id), current_user),
        "prints": prints_of(note),
        "cited": cited,
        "missing": missing_in(note),
        "seances": planned_for(organe) if organe and can(current_user, "put_on_agenda", note) else [],
        "retour": blank(RetourForm),
    }
    return render_template("communautes/notes/show.html", **shown)


@bp.get("/notes/<int:note_id>/versions/<int:numero>")
@login_required
def version(note_id: int, numero: int):
    """A version as it left, with its fingerprint; the bytes are those that were hashed."""
    note = fetch(Note, id=note_id)
    tirage = fetch(Tirage, joinedload(Tirage.par), note_id=note.id, numero=numero)
    shown = {
        "note": note,
        "tirage": tirage,
        "contenu": tirage.lu,
        "names": names_of(find_all(cited_in(note), current_user)),
    }
    return render_template("communautes/notes/version.html", **shown)


def names_of(cited: dict) -> dict[str, str]:
    """What the reader calls the things that a note cites; those they may not read keep their number."""
    return {
        str(ref): getattr(thing, "reference", None) or f"{sujet.label.lower()} « {sujet.name(thing)} »"
        for ref, (sujet, thing) in cited.items()
    }


@bp.post("/notes/<int:note_id>/transmission")
@login_required
def transmit(note_id: int):
    """Send it to the board."""
    write()
    note = note_with_lines(note_id)
    require("transmit", note)
    tirage = transmit_note(note, signature(current_user))
    db.session.commit()
    flash(
        f"La note {note.reference} est transmise au conseil. "
        f"Son empreinte commence par {tirage.empreinte[:12]}.",
        "fait",
    )
    return redirect(url_for("notes.show", note_id=note.id))


@bp.post("/notes/<int:note_id>/relecture")
@login_required
def proofread(note_id: int):
    """Let the members read it first."""
    write()
    note = note_with_lines(note_id)
    require("ask_relecture", note)
    ask_relecture(note, signature(current_user))
    db.session.commit()
    flash("La communauté peut relire la note.", "fait")
    return redirect(url_for("notes.show", note_id=note.id))


@bp.post("/notes/<int:note_id>/reprise")
@login_required
def resume(note_id: int):
    """Take it back."""
    write()
    note = note_with_lines(note_id)
    require("resume", note)
    resume_note(note, signature(current_user))
    db.session.commit()
    return redirect(url_for("redaction.edit", note_id=note.id))


@bp.post("/notes/<int:note_id>/inscription")
@login_required
def put_on_agenda(note_id: int):
    """Put it on the agenda of a séance."""
    write()
    note = note_with_lines(note_id)
    require("put_on_agenda", note)
    seance = fetch(Seance, id=number_in(request.form, "seance"))
    require("prepare", seance)
    organe = the_ca()
    if organe is None or seance.organe_id != organe.id:
        raise NotVisible
    put_note_on_agenda(note, seance, signature(current_user))
    db.session.commit()
    flash("La note est à l'ordre du jour.", "fait")
    return redirect(url_of(seance))


@bp.post("/notes/<int:note_id>/retour")
@login_required
def send_back(note_id: int):
    """Return it for a new version."""
    form = bind(RetourForm, request.form)
    write()
    note = note_with_lines(note_id)
    require("send_back", note)
    send_note_back(note, signature(current_user), form.data.get("motif", ""))
    db.session.commit()
    flash("La note est retournée à la communauté.", "fait")
    return redirect(url_for("notes.show", note_id=note.id))
