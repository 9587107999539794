"""What people say of themselves, and how they want the site to be."""

from typing import Any

from marshmallow import validates_schema

from annuaire.questions import Secret, refuse_weak
from socle.forms import Choix, Form, Ligne, Texte

THEMES = (("auto", "Comme mon appareil"), ("clair", "Clair"), ("sombre", "Sombre"))
RYTHMES = (
    ("immediat", "À mesure que les choses arrivent"),
    ("aucun", "Jamais : je regarde sur la plateforme"),
)


class ProfilForm(Form):
    """Who I am."""

    nom = Ligne("Prénom et nom", most=80)
    presentation = Texte("Présentation", most=2_000, required=False,
                         help="Ce que vous faites, où, ce que l'on peut vous demander.")  # fmt: skip


class PreferencesForm(Form):
    """How the site looks and how often it writes."""

    theme = Choix("Apparence", choices=THEMES)
    rythme = Choix("Courriels de nouvelles", choices=RYTHMES)


class ChangementForm(Form):
    """To replace one's password."""

    ancien = Secret("Mot de passe actuel")
    nouveau = Secret(
        "Nouveau mot de passe", help="Douze caractères au moins ; une phrase convient très bien."
    )

    @validates_schema
    def strong_enough(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse what is short or common."""
        refuse_weak("nouveau", asked.get("nouveau"))
