"""Pages of the directory of structures."""

from flask import Blueprint, jsonify, render_template, request
from flask_login import current_user

from socle.encarts import panels_for
from socle.permissions import fetch, visible

from .models import FAMILLES, Structure
from .queries import near, with_territoire
from .sujet import SujetStructure

bp = Blueprint("structures", __name__)
bp.add_app_template_filter(
    lambda number: f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}".strip(), "siren"
)


@bp.get("/structures/proches")
def proches():
    """Twelve suggestions at most for a ``combobox``. JSON."""
    found = near(request.args.get("q", "")[:80], visible(Structure, current_user))
    return jsonify([{"id": s.id, "nom": s.nom, "detail": _beside(s)} for s in found])


def _beside(structure: Structure) -> str:
    seat = structure.territoire.nom if structure.territoire else ""
    return ", ".join(words for words in (FAMILLES[structure.famille].lower(), seat) if words)


@bp.get(SujetStructure.path)
def show(slug: str):
    """A structure: what it is, where, what it does."""
    structure = fetch(Structure, with_territoire(), slug=slug)
    panels = panels_for("structure", structure, current_user)
    return render_template("annuaire/structures/show.html", structure=structure, panels=panels)
