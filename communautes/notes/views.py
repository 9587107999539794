"""Pages of the notes: a note as it reads, and each version as it left."""

from flask import Blueprint, render_template
from flask_login import current_user, login_required
from sqlalchemy.orm import joinedload

from communautes.propositions.queries import line_of
from instances.organes.queries import answering
from instances.seances.queries import planned_for
from socle.permissions import can, fetch
from socle.sujets import Ref, find_all

from .models import Note, Tirage
from .queries import cited_in, missing_in, prints_of, texts_of, with_lines
from .sujet import SujetNote

bp = Blueprint("notes", __name__)


@bp.get(SujetNote.path)
def show(id: int):
    """A note as it reads: its line, its two parts, its citations, the versions that left."""
    note = fetch(Note, *with_lines(), id=id)
    organe = answering()
    cited = find_all(cited_in(texts_of(note)), current_user)
    shown = {
        "names": names_of(cited),
        "note": note,
        "stations": line_of(Ref("note", note.id), current_user),
        "prints": prints_of(note),
        "cited": cited,
        "missing": missing_in(note),
        "seances": planned_for(organe) if organe and can(current_user, "put_on_agenda", note) else [],
    }
    return render_template("communautes/notes/show.html", **shown)


@bp.get(SujetNote.path + "/versions/<int:numero>")
@login_required
def version(id: int, numero: int):
    """A version as it left, with its fingerprint; the bytes are those that were hashed."""
    note = fetch(Note, id=id)
    tirage = fetch(Tirage, joinedload(Tirage.par), note_id=note.id, numero=numero)
    texts = [tirage.lu["avancement"], *(ligne["resume"] for ligne in tirage.lu["lignes"])]
    shown = {
        "note": note,
        "tirage": tirage,
        "contenu": tirage.lu,
        "names": names_of(find_all(cited_in(texts), current_user)),
    }
    return render_template("communautes/notes/version.html", **shown)


def names_of(cited: dict) -> dict[str, str]:
    """What the reader calls the things that a note cites; those they may not read keep their number."""
    return {
        str(ref): getattr(thing, "reference", None) or f"{sujet.label.lower()} « {sujet.name(thing)} »"
        for ref, (sujet, thing) in cited.items()
    }
