"""How the rest of the house speaks of structures."""

from annuaire.territoires.models import Territoire
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.permissions import visible
from socle.rubriques import LIEUX, Rubrique, open_rubrique
from socle.sujets import Sujet

from .models import FAMILLES, Structure
from .queries import by_name, seated_in

open_rubrique(
    Rubrique(LIEUX, 40, "Annuaire", "structures.index", icon="building", lights=("structures", "territoires"))
)

SHOWN = 6


class SujetStructure(Sujet):
    """A structure: its name and its sheet."""

    kind, noun, label, path = "structure", Structure, "Structure", "/structures/<slug>"

    def state(self, structure: Structure) -> str:
        """Its family, in words."""
        return FAMILLES[structure.famille]

    def text(self, structure: Structure) -> str:
        """Its name, what it does, its number."""
        return "\n".join(filter(None, (structure.nom, structure.sigle, structure.objet, structure.siren)))


@panel("territoire")
def structures_of_the_place(territoire: Territoire, viewer) -> Panel | None:
    """Who sits in a territory, on its page."""
    here = visible(Structure, viewer).where(seated_in(territoire)).order_by(*by_name())
    structures = list(db.session.scalars(here.limit(SHOWN + 1)))
    if not structures:
        return None
    shown = {"territoire": territoire, "structures": structures[:SHOWN], "more": len(structures) > SHOWN}
    return Panel("annuaire/structures/_panel.html", shown)
