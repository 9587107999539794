"""The desk of a body: who sits, what arrived, the séances."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user

from socle.encarts import panels_for
from socle.permissions import fetch
from socle.sujets import url_of

from .models import Organe
from .queries import answering, seats_of
from .sujet import SujetOrgane

bp = Blueprint("organes", __name__)


@bp.get(SujetOrgane.path)
def show(slug: str):
    """The desk for those who sit; composition and published answers for everyone."""
    organe = fetch(Organe, slug=slug)
    panels = panels_for("organe", organe, current_user)
    seats = seats_of(organe)
    shown = {
        "organe": organe,
        "sieges": [siege for siege in seats if siege.en_cours],
        "coming": [siege for siege in seats if not siege.en_cours],
        "panels": panels,
    }
    return render_template("instances/organes/show.html", **shown)


@bp.get("/conseil")
def answers():
    """The body that answers the notes, wherever it is; the list of bodies while none does."""
    organe = answering()
    return redirect(url_of(organe) if organe else url_for("organes.index"))
