"""The page of one's roles and mandates."""

from flask import Blueprint, render_template
from flask_login import current_user, login_required
from sqlalchemy.orm import joinedload

from socle.extensions import db
from socle.permissions import visible

from .gestes import MINE
from .models import Mandat, Role
from .queries import latest_first, not_over, of_compte, perimeter_names

bp = Blueprint("roles", __name__, url_prefix=MINE)


@bp.get("")
@login_required
def mine():
    """By hand: a list of two nouns, mandates and roles."""
    mandats = visible(Mandat, current_user).where(of_compte(Mandat, current_user.id))
    roles = visible(Role, current_user).where(of_compte(Role, current_user.id), not_over(Role))
    held = db.session.scalars(roles.order_by(latest_first(Role))).all()
    return render_template(
        "annuaire/roles/mine.html",
        mandats=db.session.scalars(
            mandats.options(joinedload(Mandat.structure)).order_by(latest_first(Mandat))
        ).all(),
        roles=held,
        perimetres=perimeter_names(held),
    )
