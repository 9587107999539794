"""How the rest of the house speaks of bodies."""

from typing import Any

from annuaire.roles.queries import of_the_cress
from socle.rubriques import CHAMBRE, PIED, Rubrique, open_rubrique
from socle.sujets import Sujet

from .models import Organe
from .queries import bodies_of


def works_with_the_board(viewer: Any) -> bool:
    """Whether the viewer sits in a body, or works for the chambre."""
    return bool(bodies_of(viewer)) or of_the_cress(viewer)


CA = {"slug": "ca"}
open_rubrique(
    Rubrique(CHAMBRE, 10, "Conseil d’administration", "organes.show", CA, shown=works_with_the_board)
)
open_rubrique(Rubrique(PIED, 10, "Le conseil d’administration", "organes.show", CA))


class SujetOrgane(Sujet):
    """A body: its desk."""

    kind, noun, label, path = "organe", Organe, "Instance", "/instances/<slug>"
