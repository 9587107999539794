"""Pages of the communautés: the home, the versions of « Où en est-on ? », a request or an invitation."""

from flask import Blueprint, render_template
from flask_login import current_user, login_required

from echanges.fils.queries import in_words, rows_on
from socle.encarts import panels_for
from socle.errors import NotVisible
from socle.gestes import offer
from socle.permissions import can, fetch
from socle.sujets import Ref
from socle.viewers import bare

from .models import Communaute, Demande
from .queries import gare, standings, with_its_people
from .sujet import SujetCommunaute, SujetDemande

bp = Blueprint("espaces", __name__)


@bp.get(SujetCommunaute.path)
def show(slug: str):
    """The home of a communauté: what it is for, who animates, what comes, what is being decided, the talk."""
    viewer = bare(current_user)
    found = gare(slug, viewer)
    communaute = found.communaute
    talk = can(viewer, "read_talk", communaute)
    fils = rows_on(Ref("communaute", communaute.id), viewer) if talk else None
    shown = {
        "gare": found,
        "communaute": communaute,
        "talk": talk,
        "fils": fils,
        "rangees": in_words(fils or ()),
        "panels": panels_for("communaute", communaute, viewer) if talk else [],
    }
    return render_template("communautes/espaces/show.html", **shown)


@bp.get(SujetCommunaute.path + "/point")
def points(slug: str):
    """Every version of « Où en est-on ? », and the form for who animates.

    By hand, and not a list: each version stands beside what it changed in the one before.
    """
    communaute = fetch(Communaute, slug=slug)
    if not can(current_user, "read_talk", communaute):
        raise NotVisible
    written = standings(communaute)
    known = {"texte": written[0].texte, "numero": written[0].numero} if written else {}
    shown = {"communaute": communaute, "points": written, "say": offer(communaute, "say_where", known)}
    return render_template("communautes/espaces/points.html", **shown)


@bp.get(SujetDemande.path)
@login_required
def demande(id: int):
    """A request or an invitation, and its answer."""
    found = fetch(Demande, *with_its_people(), id=id)
    return render_template("communautes/espaces/demande.html", demande=found)
