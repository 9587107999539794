"""Pages of the propositions."""

from flask import Blueprint, render_template
from flask_login import current_user

from communautes.espaces.permissions import may_read_talk
from echanges.fils.queries import principal_of
from socle.encarts import panels_for
from socle.permissions import can, fetch
from socle.sujets import Ref

from .models import Proposition
from .queries import credited, line_of_proposition, road_of, sources_of, supported_by, supporters, with_people
from .sujet import SujetProposition

bp = Blueprint("propositions", __name__)


@bp.get(SujetProposition.path)
def show(id: int):
    """A proposition: its line, its words, where it comes from, who stands behind it, what was answered."""
    proposition = fetch(Proposition, *with_people(), id=id)
    fil = principal_of(Ref("proposition", proposition.id))
    shown = {
        "proposition": proposition,
        "stations": line_of_proposition(proposition, current_user),
        "sources": _sources(proposition),
        "credits": credited(proposition),
        "soutiens": supporters(proposition),
        "mine": supported_by(proposition, current_user.id),
        "fil": fil if fil and can(current_user, "read", fil) else None,
        "road": road_of(proposition),
        "panels": panels_for("proposition", proposition, current_user),
    }
    return render_template("communautes/propositions/show.html", **shown)


def _sources(proposition: Proposition) -> list:
    """Quoted words, for those who read the talk they come from; the others see how many there are."""
    return sources_of(proposition) if may_read_talk(current_user, proposition.communaute) else []
