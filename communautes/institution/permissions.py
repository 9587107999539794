"""Who institutes a communauté."""

from annuaire.roles.permissions import keeps
from socle.permissions import No, rule

CHAMBRE = (
    "Seules les personnes chargées de mission et l'administration de la plateforme instituent une "
    "communauté : écrivez-leur le sujet que vous aimeriez ouvrir."
)


@rule("create_communaute", type(None))
def may_create(viewer, nothing: None) -> bool | No:
    """Mission officers and administrators of the platform institute communautés (matrix, line 41)."""
    return keeps(viewer) or No(CHAMBRE)
