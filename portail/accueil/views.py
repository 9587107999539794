"""The door: the public home, and what a signed-in person has to do."""

from flask import Blueprint, render_template
from flask_login import current_user, login_required

from communautes.espaces.models import Communaute
from communautes.espaces.queries import animates, communautes_of, invitations_of, mine_with_unread, to_answer
from socle.extensions import db
from socle.permissions import visible

bp = Blueprint("accueil", __name__)


@bp.get("/")
def home():
    """What this is and for whom, in ten seconds; for a signed-in person, what waits then what is new."""
    if current_user.is_authenticated:
        return todo()
    communautes = list(db.session.scalars(visible(Communaute, current_user).order_by(Communaute.nom)))
    return render_template("portail/accueil/public.html", communautes=communautes)


@bp.get("/a-faire")
@login_required
def todo():
    """What waits for the person, then the unread by communauté."""
    animated = [i for i in communautes_of(current_user) if animates(current_user, i)]
    shown = {
        "demandes": to_answer(animated),
        "invitations": invitations_of(current_user.id),
        "mine": mine_with_unread(current_user),
    }
    return render_template("portail/accueil/a_faire.html", **shown)
