"""The page of a decision."""

from flask import Blueprint, render_template
from flask_login import current_user

from socle.encarts import panels_for
from socle.permissions import fetch
from socle.sujets import find

from .models import Decision
from .queries import with_seance
from .sujet import SujetDecision

bp = Blueprint("decisions", __name__)


@bp.get(SujetDecision.path)
def show(id: int):
    """One answer, what it is about, and what follows."""
    decision = fetch(Decision, *with_seance(), id=id)
    shown = {
        "decision": decision,
        "about": find(decision.about, current_user),
        "lines": panels_for("ligne:decision", decision, current_user),
        "panels": panels_for("decision", decision, current_user),
    }
    return render_template("instances/decisions/show.html", **shown)
