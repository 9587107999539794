"""How a person recognises a program that acts in their name."""

from typing import Any

from flask import url_for

from annuaire.comptes.models import Jeton
from socle.sujets import Sujet


class SujetJeton(Sujet):
    """A token of one's own, by the name one gave it; what it opens is never told again."""

    kind, noun, label, path = "jeton", Jeton, "Jeton", "/moi/jetons/<int:id>"

    def title(self, jeton: Jeton) -> str:
        """The name of the program."""
        return jeton.nom

    def place(self, jeton: Jeton, viewer: Any) -> str:
        """Whether it opens nothing any more."""
        return str(jeton.revoque_le is not None)

    def url(self, jeton: Jeton) -> str:
        """Among the others."""
        return url_for("jetons.index")
