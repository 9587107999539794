"""Pages of the territories: the search, and one territory."""

from flask import Blueprint, current_app, jsonify, render_template, request
from flask_login import current_user

from socle.encarts import panels_for
from socle.extensions import db
from socle.fichiers import as_file
from socle.listes import Shown
from socle.pages import page, walked
from socle.permissions import fetch, visible

from .fiches import TERRITOIRES
from .models import MOTS_GENRE, GenreTerritoire, Territoire
from .queries import by_name, children_words, coded, counted_children, lying_in, near, of_genre, still_there
from .sujet import SujetTerritoire

bp = Blueprint("territoires", __name__)
bp.add_app_template_filter(lambda genre, count=1: MOTS_GENRE[GenreTerritoire(genre)][count > 1], "mots_genre")
LISTED = (GenreTerritoire.DEPARTEMENT, GenreTerritoire.EPCI)


@bp.get(TERRITOIRES.at)
def index():
    """Look for a territory, or enter by the région. By hand: no key walks what is ranked by likeness."""
    liste = Shown(TERRITOIRES, None, TERRITOIRES.values(request.args), request.args)
    if wanted := request.args.get("format"):
        rows = walked(TERRITOIRES.rows(current_user, None, liste.values), by_name())
        return as_file(wanted, TERRITOIRES.titre, TERRITOIRES.fiche, rows)
    words = request.args.get("q", "")[:80].strip()
    region = coded(f"region-{current_app.config['REGION']}", visible(Territoire, current_user))
    shown = {
        "liste": liste,
        "q": words,
        "found": near(words, 25) if words else [],
        "region": region,
        "departements": _children(region, GenreTerritoire.DEPARTEMENT) if region and not words else [],
    }
    return render_template("annuaire/territoires/index.html", **shown)


@bp.get("/territoires/proches")
def proches():
    """Twelve suggestions at most for a ``combobox``. JSON."""
    found = near(request.args.get("q", "")[:80])
    return jsonify([{"id": t.id, "nom": t.nom, "detail": t.detail} for t in found])


@bp.get(SujetTerritoire.path)
def show(adresse: str):
    """A territory: where it lies, who lives there, what it contains, what is asked there."""
    territoire = fetch(Territoire, adresse=adresse)
    counts = counted_children(territoire)
    communes = None
    if counts.get(GenreTerritoire.COMMUNE):
        inside = lying_in(territoire) & of_genre(GenreTerritoire.COMMUNE) & still_there()
        communes = page(visible(Territoire, current_user).where(inside), by_name(), size=60)
    shown = {
        "territoire": territoire,
        "counts": counts,
        "children": children_words(counts),
        "listed": {genre: _children(territoire, genre) for genre in LISTED if counts.get(genre)},
        "communes": communes,
        "panels": panels_for("territoire", territoire, current_user),
    }
    return render_template("annuaire/territoires/show.html", **shown)


def _children(territoire: Territoire, genre: GenreTerritoire) -> list[Territoire]:
    inside = lying_in(territoire) & of_genre(genre) & still_there()
    return list(db.session.scalars(visible(Territoire, current_user).where(inside).order_by(*by_name())))
