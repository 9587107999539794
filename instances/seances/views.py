"""The page of a séance: its moment, its agenda; the rest of the file is added by what stands on it."""

from flask import Blueprint, render_template
from flask_login import current_user

from socle.encarts import panels_for
from socle.permissions import can, fetch
from socle.sujets import find_all

from .models import Seance
from .queries import with_agenda
from .sujet import SujetSeance, agenda

bp = Blueprint("seances", __name__)


@bp.get(SujetSeance.path)
def show(id: int):
    """A séance, for those who sit; for everyone once its answers are published."""
    seance = fetch(Seance, *with_agenda(), id=id)
    points = agenda(seance, current_user)
    about = find_all([point.about for point in points if point.about], current_user)
    shown = {
        "seance": seance,
        "points": [(point, about.get(point.about)) for point in points],
        "sits": can(current_user, "sit", seance),
        "panels": panels_for("seance", seance, current_user),
    }
    return render_template("instances/seances/show.html", **shown)
