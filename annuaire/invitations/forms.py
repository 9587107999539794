"""What is asked to accept an invitation."""

from typing import Any

from marshmallow import validates_schema

from annuaire.questions import Secret, refuse_weak
from socle.forms import Form, Ligne


class AcceptationForm(Form):
    """To accept: the address is that of the invitation."""

    nom = Ligne("Prénom et nom", most=80, help="Tel que les autres membres le liront.")
    mot_de_passe = Secret("Mot de passe", help="Douze caractères au moins ; une phrase convient très bien.")

    @validates_schema
    def strong_enough(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse what is short, common, or one's own name."""
        refuse_weak("mot_de_passe", asked.get("mot_de_passe"), asked.get("nom", ""))
