"""The door: the public home, and what a signed-in person has to do."""

from flask import Blueprint, render_template
from flask_login import current_user, login_required

from socle.afaire import to_do_for

from .fragments import NOUVELLES, example_of
from .queries import latest

bp = Blueprint("accueil", __name__)


@bp.get("/")
def home():
    """What this is and for whom, in ten seconds; for a signed-in person, what waits then what is new."""
    if current_user.is_authenticated:
        return todo()
    nouvelles, done = latest()
    example = example_of(done) if done else None
    return render_template(
        "portail/accueil/public.html", nouvelles=NOUVELLES.of(nouvelles, nouvelles), example=example
    )


@bp.get("/a-faire")
@login_required
def todo():
    """What waits for the person, then the unread by communauté."""
    return render_template("portail/accueil/a_faire.html", taches=tuple(to_do_for(current_user)))
