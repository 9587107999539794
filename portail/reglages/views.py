"""Administration pages: the account of a person, and the way in."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user, login_required

from annuaire.comptes.models import Compte
from annuaire.roles.queries import perimeter_names
from socle.gestes import offer
from socle.permissions import fetch, require
from socle.sujets import page_of

from .gestes import offered
from .queries import mandats_of, roles_of

bp = Blueprint("reglages", __name__)


@bp.get("/reglages")
@login_required
def home():
    """The first of the administration pages."""
    require("administer", None)
    return redirect(url_for("reglages.comptes"))


@bp.get(page_of(Compte))
@login_required
def compte(id: int):
    """An account, for those who keep it: its roles, its mandates, its access."""
    kept = fetch(Compte, id=id)
    require("keep", kept)
    roles = roles_of(kept, current_user)
    shown = {
        "compte": kept,
        "roles": roles,
        "perimetres": perimeter_names(roles),
        "mandats": mandats_of(kept, current_user),
        "role": offered(offer(kept, "give_role"), current_user),
        "mandat": offer(kept, "give_mandat"),
    }
    return render_template("portail/reglages/compte.html", **shown)
