"""The desk of a body: who sits, what arrived, the séances."""

from flask import Blueprint, render_template
from flask_login import current_user

from socle.encarts import panels_for
from socle.permissions import can, fetch

from .models import Organe
from .queries import seated

bp = Blueprint("organes", __name__)
PLACES = {"president": "présidence", "secretaire": "secrétariat", "membre": "membre"}
bp.add_app_template_filter(PLACES.get, "place")


@bp.get("/instances/<slug>")
def show(slug: str):
    """The desk for those who sit; composition and published answers for everyone."""
    organe = fetch(Organe, slug=slug)
    shown = {
        "organe": organe,
        "sieges": seated(organe),
        "sits": can(current_user, "sit", organe),
        "panels": panels_for("organe", organe, current_user),
    }
    return render_template("instances/organes/show.html", **shown)
