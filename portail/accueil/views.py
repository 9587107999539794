"""The door: the public home, and what a signed-in person has to do."""

from flask import Blueprint, render_template
from flask_login import current_user, login_required

from communautes.espaces.models import Communaute
from communautes.espaces.queries import by_name
from communautes.propositions.models import DECIDEES, Etat, Proposition
from communautes.propositions.queries import in_state, line_of_proposition, newest_first, with_people
from fabrique.besoins.models import Besoin
from fabrique.besoins.queries import in_rows, still_apart
from fabrique.besoins.queries import newest_first as newest_needs
from socle.afaire import to_do_for
from socle.extensions import db
from socle.permissions import visible

bp = Blueprint("accueil", __name__)
SHOWN = 4


@bp.get("/")
def home():
    """What this is and for whom, in ten seconds; for a signed-in person, what waits then what is new."""
    if current_user.is_authenticated:
        return todo()
    communautes = list(db.session.scalars(visible(Communaute, current_user).order_by(*by_name())))
    answered = visible(Proposition, current_user).where(in_state(*DECIDEES)).options(*with_people())
    answers = list(db.session.scalars(answered.order_by(*newest_first()).limit(SHOWN)))
    recent = visible(Besoin, current_user).where(still_apart()).options(*in_rows())
    needs = list(db.session.scalars(recent.order_by(*newest_needs()).limit(SHOWN)))
    done = db.session.scalar(answered.where(in_state(Etat.REALISEE)).limit(1)) or (
        answers[-1] if answers else None
    )
    example = line_of_proposition(done, current_user) if done else None
    shown = {"communautes": communautes, "answers": answers, "needs": needs, "example": example}
    return render_template("portail/accueil/public.html", **shown)


@bp.get("/a-faire")
@login_required
def todo():
    """What waits for the person, then the unread by communauté."""
    return render_template("portail/accueil/a_faire.html", taches=to_do_for(current_user))
