"""Who institutes a communauté."""

from annuaire.roles.permissions import keeps
from communautes.espaces.models import Communaute
from communautes.espaces.permissions import ANIMATE
from communautes.espaces.queries import animates
from socle.permissions import No, rule

CHAMBRE = (
    "Seules les personnes chargées de mission et l'administration de la plateforme instituent une "
    "communauté : écrivez-leur le sujet que vous aimeriez ouvrir."
)


@rule("create_communaute", type(None))
def may_create(viewer, nothing: None) -> bool | No:
    """Mission officers and administrators of the platform institute communautés (matrix, line 41)."""
    return keeps(viewer) or No(CHAMBRE)


@rule("unname", Communaute)
def may_unname(viewer, communaute: Communaute) -> bool | No:
    """Those who animate, the mission officers, and who runs the platform."""
    return animates(viewer, communaute.id) or keeps(viewer) or No(ANIMATE)
