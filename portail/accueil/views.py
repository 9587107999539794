"""The door: the public home, and what a signed-in person has to do."""

from flask import Blueprint, render_template
from flask_login import current_user, login_required

from communautes.espaces.models import Communaute
from communautes.espaces.queries import by_name
from fabrique.besoins.models import Besoin
from fabrique.besoins.queries import newest_first as newest_needs
from fabrique.besoins.queries import still_apart, with_places
from socle.afaire import to_do_for
from socle.extensions import db
from socle.permissions import visible

from .fragments import example_of
from .queries import latest_answers

bp = Blueprint("accueil", __name__)
SHOWN = 4


@bp.get("/")
def home():
    """What this is and for whom, in ten seconds; for a signed-in person, what waits then what is new."""
    if current_user.is_authenticated:
        return todo()
    communautes = list(db.session.scalars(visible(Communaute, current_user).order_by(*by_name())))
    answers, done = latest_answers(SHOWN)
    recent = visible(Besoin, current_user).where(still_apart()).options(*with_places())
    needs = list(db.session.scalars(recent.order_by(*newest_needs()).limit(SHOWN)))
    example = example_of(done) if done else None
    shown = {"communautes": communautes, "answers": answers, "needs": needs, "example": example}
    return render_template("portail/accueil/public.html", **shown)


@bp.get("/a-faire")
@login_required
def todo():
    """What waits for the person, then the unread by communauté."""
    return render_template("portail/accueil/a_faire.html", taches=to_do_for(current_user))
