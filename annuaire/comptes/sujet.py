"""How others speak of a person."""

from flask import url_for

from socle.sujets import Sujet

from .models import Compte


class SujetCompte(Sujet):
    """A person, by their name; nothing of them is searched but that name and what they say of themselves."""

    kind, noun, label = "compte", Compte, "personne"

    def url(self, compte: Compte) -> str:
        """The public profile, for signed-in people."""
        return url_for("profils.person", alias=compte.alias)

    def text(self, compte: Compte) -> str:
        """Never the address."""
        return "\n".join([compte.nom, compte.presentation])
