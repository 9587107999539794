"""Mails as they were written: in development with their links, for administrators without them."""

from flask import Blueprint, current_app, render_template, request
from flask_login import login_required
from sqlalchemy import select

from config import is_loopback
from socle.courriels import Courriel
from socle.errors import NotVisible
from socle.pages import page
from socle.permissions import fetch

from .queries import cause, depart, latest_first, letter, titled, told
from .sujet import SujetCourriel

bp = Blueprint("courrier", __name__)
PAGES = "portail/courrier"
LOOPBACK = {"127.0.0.1", "::1"}
RELAYED = ("Forwarded", "Via", "X-Real-Ip")


@bp.get(SujetCourriel.path)
@login_required
def show(id: int):
    """A mail, for whoever looks after them."""
    courriel = fetch(Courriel, id=id)
    return _page(courriel, titled(courriel), told(courriel), "courrier.index")


def _page(courriel: Courriel, titre: str, texte: str, back: str) -> str:
    return render_template(f"{PAGES}/show.html", courriel=courriel, titre=titre, texte=texte, back=back)


@bp.get("/dev/courriels")
def dev_index():
    """The outbox on the developer's machine, where nobody signs in."""
    stay_at_home()
    found = page(select(Courriel), latest_first())
    shown = {"depart": depart, "titled": _as_written, "cause": cause, "dev": True}
    return render_template(f"{PAGES}/dev.html", courriels=found, **shown)


def _as_written(courriel: Courriel) -> str:
    return courriel.sujet


@bp.get("/dev/courriels/<int:courriel_id>")
def dev_show(courriel_id: int):
    """A mail there, with its links."""
    stay_at_home()
    courriel = letter(courriel_id)
    return _page(courriel, _as_written(courriel), courriel.texte, "courrier.dev_index")


def stay_at_home() -> None:
    """Mails hold keys: they are shown on the developer's machine only. Raises ``NotVisible`` elsewhere.

    A server in front of this one is on the same machine too, whoever it speaks for.
    """
    settings, named = current_app.config, request.headers
    here = settings["COURRIELS_LISIBLES"] and is_loopback(settings["PUBLIC_URL"])
    relayed = any(name in named for name in RELAYED) or any(
        name.lower().startswith("x-forwarded-") for name, _ in named
    )
    if not here or relayed or request.remote_addr not in LOOPBACK:
        raise NotVisible
