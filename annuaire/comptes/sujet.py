"""How others speak of a person, and of where they are signed in."""

from typing import Any

from flask import url_for

from socle.sujets import Sujet

from .models import Compte, Connexion


class SujetCompte(Sujet):
    """A person, by their name; nothing of them is searched but that name and what they say of themselves.

    Everybody reads their profile; what is done to an account is done on the page of those who keep it.
    """

    kind, noun, label, path = "compte", Compte, "personne", "/reglages/comptes/<int:id>"

    def url(self, compte: Compte) -> str:
        """The public profile, for signed-in people."""
        return url_for("profils.person", alias=compte.alias)

    def place(self, compte: Compte, viewer: Any) -> str:
        """Whether it may enter, and what is asked of it."""
        return f"{compte.actif}:{compte.second_facteur}"

    def text(self, compte: Compte) -> str:
        """Never the address."""
        return "\n".join([compte.nom, compte.presentation])


class SujetConnexion(Sujet):
    """A session of one's own, known by its device."""

    kind, noun, label, path = "connexion", Connexion, "Connexion", "/moi/connexions/<int:id>"

    def title(self, connexion: Connexion) -> str:
        """How a person recognises their own machine."""
        return connexion.appareil or "Appareil inconnu"

    def place(self, connexion: Connexion, viewer: Any) -> str:
        """Whether it is closed."""
        return str(connexion.fermee_le is not None)

    def url(self, connexion: Connexion) -> str:
        """Among the others."""
        return url_for("profils.connexions")
