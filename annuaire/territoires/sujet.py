"""How the rest of the house speaks of territoires."""

from socle.rubriques import PIED, Rubrique, open_rubrique
from socle.sujets import Sujet

from .models import Territoire

open_rubrique(Rubrique(PIED, 20, "Territoires", "territoires.index"))


class SujetTerritoire(Sujet):
    """A territory: its long name and its page."""

    kind, noun, label, path = "territoire", Territoire, "Territoire", "/territoires/<adresse>"

    def text(self, territoire: Territoire) -> str:
        """Its name and what it is."""
        return f"{territoire.nom_long}\n{territoire.detail}"
