"""Where needs are read: one page, on which stand the forms of what one does there."""

from flask import Blueprint, render_template
from flask_login import current_user, login_required

from fabrique.besoins.models import Besoin
from fabrique.besoins.queries import depositor_ids, near, with_words
from socle.permissions import fetch, require, visible
from socle.sujets import page_of

from .actions import lacking
from .gestes import READING
from .models import NoteInterne, Question
from .queries import asked_about, notes_about

bp = Blueprint("instructions", __name__)


@bp.get(f"{page_of(Besoin)}/{READING}")
@login_required
def show(reference: str):
    """Read a need: what it lacks, what looks like it, what one may do."""
    besoin = fetch(Besoin, *with_words(), reference=reference)
    require("annotate", besoin)
    shown = {
        "besoin": besoin,
        "lacks": list(lacking(besoin).values()),
        "own": current_user.id in depositor_ids(besoin.id),
        "twins": near(besoin, visible(Besoin, current_user)),
        "questions": asked_about(besoin, visible(Question, current_user)),
        "notes": notes_about(besoin, visible(NoteInterne, current_user)),
    }
    return render_template("fabrique/instructions/show.html", **shown)
