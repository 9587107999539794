"""What the administration shows elsewhere: a way in, on the page of whoever may enter."""

from typing import Any

from annuaire.comptes.models import Compte
from annuaire.roles.permissions import keeps
from socle.encarts import Panel, panel
from socle.permissions import can
from socle.rubriques import CHAMBRE, Rubrique, open_rubrique

open_rubrique(Rubrique(CHAMBRE, 20, "Réglages", "reglages.home", shown=keeps))


@panel("moi")
def way_in(compte: Compte, viewer: Any) -> Panel | None:
    """A link to the administration pages."""
    return Panel("portail/reglages/_entree.html", {}) if can(viewer, "administer", None) else None
