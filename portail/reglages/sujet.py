"""What the administration shows elsewhere: a way in, on the page of whoever may enter."""

from typing import Any

from annuaire.comptes.models import Compte
from annuaire.roles.queries import administers, of_the_cress
from socle.encarts import Panel, panel
from socle.permissions import can
from socle.rubriques import CHAMBRE, Rubrique, open_rubrique


def keeps_the_house(viewer: Any) -> bool:
    """Whether the viewer works for the chambre, or runs the platform."""
    return of_the_cress(viewer) or administers(viewer)


open_rubrique(Rubrique(CHAMBRE, 20, "Réglages", "reglages.home", shown=keeps_the_house))


@panel("moi")
def way_in(compte: Compte, viewer: Any) -> Panel | None:
    """A link to the administration pages."""
    return Panel("portail/reglages/_entree.html", {}) if can(viewer, "administer", None) else None
