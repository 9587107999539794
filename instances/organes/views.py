"""The desk of a body: who sits, what arrived, the séances."""

from flask import Blueprint, render_template
from flask_login import current_user

from socle.encarts import panels_for
from socle.permissions import fetch

from .models import Organe
from .queries import seated
from .sujet import SujetOrgane

bp = Blueprint("organes", __name__)


@bp.get(SujetOrgane.path)
def show(slug: str):
    """The desk for those who sit; composition and published answers for everyone."""
    organe = fetch(Organe, slug=slug)
    panels = panels_for("organe", organe, current_user)
    return render_template("instances/organes/show.html", organe=organe, sieges=seated(organe), panels=panels)
