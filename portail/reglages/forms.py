"""What is asked of those who keep the accounts."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from annuaire.questions import Adresse
from annuaire.roles.models import FONCTIONS, PERIMETRES, Fonction
from socle.forms import Case, Choix, Dated, Form, Ligne, Texte

KINDS = (("territoire", "Un territoire"), ("structure", "Une structure ou une collectivité"))
NO_PERIMETER = "Ce rôle porte sur toute la plateforme : laissez le périmètre vide."
PERIMETER = "Dites dans quel périmètre : ce rôle n'existe pas sans lui."


class InPerimeter(Form):
    """Anything that gives a role: it goes with its kind of perimeter."""

    genre = Choix("Genre de périmètre", choices=KINDS, required=False)
    perimetre = Ligne("Périmètre", required=False, help="Nom exact, code INSEE ou SIREN.")

    @validates_schema
    def fitting_perimeter(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse a role where it does not exist."""
        if asked.get("fonction"):
            check_perimeter(asked)


class RoleForm(Dated, InPerimeter):
    """To give a role."""

    fonction = Choix("Rôle", choices=FONCTIONS.items())


class MandatForm(Dated):
    """To let a person speak for a structure."""

    structure = Ligne("Structure", help="Nom exact ou SIREN.")
    fonction = Ligne("En qualité de", most=80, help="Par exemple « directrice » ou « trésorier ».")
    suppleant = Case("Suppléance", required=False)


class InvitationForm(InPerimeter):
    """To invite someone."""

    nom = Ligne("Prénom et nom", most=80)
    courriel = Adresse("Son adresse électronique")
    fonction = Choix(
        "Rôle",
        choices=FONCTIONS.items(),
        required=False,
        help="Vous pourrez en donner d'autres depuis la page du compte.",
    )


class SuspensionForm(Form):
    """Why an account is suspended."""

    motif = Texte(
        "Motif", most=1_000, help="La personne peut le demander : écrivez-le comme vous le lui diriez."
    )


def check_perimeter(asked: dict[str, Any]) -> None:
    """Raises ``ValidationError`` when a role is given where it does not exist."""
    allowed = PERIMETRES[Fonction(asked["fonction"])]
    if asked.get("perimetre") and not asked.get("genre"):
        raise ValidationError("Dites si c'est un territoire ou une structure.", "genre")
    given = asked.get("genre") if asked.get("perimetre") else None
    if given not in allowed:
        raise ValidationError(NO_PERIMETER if allowed == (None,) else PERIMETER, "perimetre")
