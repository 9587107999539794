"""Mails as they were written: in development with their links, for administrators without them."""

from flask import Blueprint, current_app, render_template, request
from flask_login import login_required

from socle.errors import NotVisible
from socle.pages import page
from socle.permissions import require

from .queries import LATEST, letter, masked, outbox, sealed

bp = Blueprint("courrier", __name__)
PAGES = "portail/courrier"
SEALED = "Ce courriel annonce une nouvelle à une personne : elle seule la lit."
LOOPBACK = {"127.0.0.1", "::1"}


@bp.get("/reglages/courriels")
@login_required
def index():
    require("read_courriels", None)
    return render_template(
        f"{PAGES}/index.html", courriels=page(outbox(), LATEST), show="courrier.show", sealed=sealed
    )


@bp.get("/reglages/courriels/<int:courriel_id>")
@login_required
def show(courriel_id: int):
    require("read_courriels", None)
    courriel = letter(courriel_id)
    shown = {"texte": SEALED if sealed(courriel) else masked(courriel.texte), "sealed": sealed}
    return render_template(f"{PAGES}/show.html", courriel=courriel, back="courrier.index", **shown)


@bp.get("/dev/courriels")
def dev_index():
    stay_at_home()
    return render_template(f"{PAGES}/index.html", courriels=page(outbox(), LATEST), show="courrier.dev_show")


@bp.get("/dev/courriels/<int:courriel_id>")
def dev_show(courriel_id: int):
    stay_at_home()
    courriel = letter(courriel_id)
    return render_template(
        f"{PAGES}/show.html", courriel=courriel, texte=courriel.texte, back="courrier.dev_index"
    )


def stay_at_home() -> None:
    """Mails hold keys: they are shown on the developer's machine only. Raises ``NotVisible`` elsewhere."""
    if not current_app.config["COURRIELS_LISIBLES"] or request.remote_addr not in LOOPBACK:
        raise NotVisible
