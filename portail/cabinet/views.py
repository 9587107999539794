"""The cabinet: every component of the kit on one page, and the planches. Development only."""

from flask import Blueprint, current_app, render_template, url_for

from socle.clock import now
from socle.errors import NotVisible

bp = Blueprint("cabinet", __name__, url_prefix="/cabinet")
PLANCHES = (
    "fil",
    "note",
    "communaute",
    "proposition",
    "document",
    "decision",
    "besoin",
    "accueil",
    "connexion",
)


@bp.get("")
def index():
    """Every macro in every state."""
    _only_where_one_builds()
    planches = [
        {"label": name.capitalize(), "url": url_for("cabinet.planche", name=name)} for name in PLANCHES
    ]
    return render_template("portail/cabinet/index.html", moment=now(), planches=planches)


@bp.get("/<name>")
def planche(name: str):
    """A page as its author should write it."""
    _only_where_one_builds()
    if name not in PLANCHES:
        raise NotVisible
    return render_template(f"portail/cabinet/{name}.html", moment=now())


def _only_where_one_builds() -> None:
    if current_app.config["PLACE"] == "production":
        raise NotVisible
