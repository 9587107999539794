"""What is asked to invite, and to accept."""

from typing import Any

from marshmallow import validates_schema

from annuaire.comptes.forms import Adresse, Secret, refuse_weak
from annuaire.roles.forms import KINDS, check_perimeter
from annuaire.roles.models import FONCTIONS
from socle.forms import Choix, Form, Ligne


class InvitationForm(Form):
    """To invite someone."""

    nom = Ligne("Prénom et nom", most=80)
    courriel = Adresse("Son adresse électronique")
    fonction = Choix("Rôle", choices=[(f.value, label) for f, label in FONCTIONS.items()], required=False,
                     help="Vous pourrez en donner d'autres depuis la page du compte.")  # fmt: skip
    genre = Choix("Genre de périmètre", choices=KINDS, required=False)
    perimetre = Ligne("Périmètre", required=False, help="Nom exact, code INSEE ou SIREN.")

    @validates_schema
    def fitting_perimeter(self, asked: dict[str, Any], **_: Any) -> None:
        """A role goes with its kind of perimeter."""
        if asked.get("fonction"):
            check_perimeter(asked)


class AcceptationForm(Form):
    """To accept: the address is that of the invitation."""

    nom = Ligne("Prénom et nom", most=80, help="Tel que les autres membres le liront.")
    mot_de_passe = Secret("Mot de passe", help="Douze caractères au moins ; une phrase convient très bien.")

    @validates_schema
    def strong_enough(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse what is short, common, or one's own name."""
        refuse_weak("mot_de_passe", asked.get("mot_de_passe"), asked.get("nom", ""))
