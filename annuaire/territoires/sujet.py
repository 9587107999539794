"""How the rest of the house speaks of territoires."""

from flask import url_for

from socle.rubriques import PIED, Rubrique, open_rubrique
from socle.sujets import Sujet

from .models import Territoire

open_rubrique(Rubrique(PIED, 20, "Territoires", "territoires.index"))


class SujetTerritoire(Sujet):
    """A territory: its long name and its page."""

    kind, noun, label = "territoire", Territoire, "Territoire"

    def url(self, territoire: Territoire) -> str:
        """Its page."""
        return url_for("territoires.show", code=territoire.adresse)

    def text(self, territoire: Territoire) -> str:
        """Its name and what it is."""
        return f"{territoire.nom_long}\n{territoire.detail}"
