"""The page of a need."""

from flask import Blueprint, redirect, render_template
from flask_login import current_user

from echanges.fils.queries import principal_of
from socle.encarts import panels_for
from socle.errors import NotVisible
from socle.permissions import can, fetch, visible
from socle.sujets import Ref, find_all, under, url_of

from .models import COUVERTURES, FINIS, Besoin, Etat
from .queries import absorbed, bearing, depositors, follows, line_of, merged_into, origins_of, with_words
from .sujet import SujetBesoin

bp = Blueprint("besoins", __name__)
bp.add_app_template_filter(lambda couverture: list(COUVERTURES).index(couverture), "niveau_couverture")


@bp.get(SujetBesoin.path)
def show(reference: str):
    """A need: its line, what is missing and for whom, who answers already, what proves it."""
    besoin = _found(reference)
    if besoin is None:
        return redirect(url_of(_heir(reference)))
    if besoin.etat is Etat.BROUILLON:
        return redirect(under(besoin, "recapitulatif"))
    fil = principal_of(Ref("besoin", besoin.id))
    shown = {
        "besoin": besoin,
        "stations": line_of(besoin, current_user),
        "reunis": absorbed(besoin),
        "people": depositors(besoin) if can(current_user, "read_authors", besoin) else [],
        "origins": find_all(origins_of(besoin), current_user),
        "fini": besoin.etat in FINIS,
        "fil": fil if fil and can(current_user, "read", fil) else None,
        "followed": follows(current_user, besoin),
        "panels": panels_for("besoin", besoin, current_user),
    }
    return render_template("fabrique/besoins/show.html", **shown)


def _found(reference: str) -> Besoin | None:
    """The need of an address; ``None`` when it was merged into another, which is then the one to read."""
    besoin = bearing(reference[:40], visible(Besoin, current_user).options(*with_words()))
    if besoin is None and merged_into(reference[:40]) is None:
        raise NotVisible
    return None if besoin is None or besoin.fusionne_dans_id else besoin


def _heir(reference: str) -> Besoin:
    return fetch(Besoin, id=merged_into(reference[:40]))
