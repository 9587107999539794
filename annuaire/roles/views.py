"""The page of one's roles and mandates."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user, login_required
from sqlalchemy.orm import joinedload

from annuaire import seuil
from socle.database import write
from socle.extensions import db
from socle.permissions import fetch, require, visible
from socle.signatures import Signature

from .actions import end_mandat
from .models import Mandat, Role
from .queries import latest_first, not_over, of_compte, perimeter_names

bp = Blueprint("roles", __name__, url_prefix="/moi/mandats")


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


@bp.post("/<int:mandat_id>/fin")
@login_required
def end(mandat_id: int):
    """By hand, from one's own page: programs end it at the address of those who keep accounts."""
    write()
    mandat = fetch(Mandat, id=mandat_id)
    require("end", mandat)
    end_mandat(mandat, Signature(seuil.me().id))
    db.session.commit()
    flash("Ce mandat est terminé. Ce que vous avez signé sous son nom le reste.", "fait")
    return redirect(url_for("roles.mine"))
