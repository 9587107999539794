"""What the administration shows elsewhere: a way in, on the page of whoever may enter."""

from typing import Any

from annuaire.comptes.models import Compte
from socle.encarts import Panel, panel
from socle.permissions import can


@panel("moi")
def way_in(compte: Compte, viewer: Any) -> Panel | None:
    """A link to the administration pages."""
    return Panel("portail/reglages/_entree.html", {}) if can(viewer, "administer", None) else None
