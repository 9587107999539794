"""What is asked of those who keep the bodies."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from annuaire.comptes.models import Compte
from socle.forms import Case, Choix, Chose, Dated, Entier, Form, Ligne, Texte

from .models import GENRES, PLACES

WHO = "Dites qui siège."


class InstanceForm(Form):
    """A new body."""

    nom = Ligne("Nom", most=120, help="Tel qu'on le dit : « Conseil d'administration », « CDESS du Nord ».")
    genre = Choix("Genre", choices=GENRES.items())
    objet = Texte("À quoi sert-elle ?", most=600, required=False)
    adresse = Ligne(
        "Mot court de son adresse",
        most=40,
        required=False,
        help="Par exemple « ca » ou « cdess-nord » ; fait d'après le nom si rien n'est dit. Définitif.",
    )
    repond = Case(
        "Elle répond aux notes des communautés",
        required=False,
        help="Une seule instance y répond : celle-ci prendra la place de l'autre, s'il y en a une.",
    )


class ChangementForm(Form):
    """Its name and what it is for."""

    nom = Ligne("Nom", most=120)
    objet = Texte("À quoi sert-elle ?", most=600, required=False)
    version = Entier("Version")


class SiegeForm(Dated):
    """Who will sit: by their name of use on a page, by their number for a program."""

    alias = Ligne(
        "Nom d'usage de la personne",
        most=40,
        required=False,
        help="Celui qui suit l'@ dans les messages, par exemple « ines ».",
    )
    compte = Chose("La personne", Compte, required=False)
    place = Choix("Place", choices=PLACES.items(), required=False)
    college = Ligne(
        "Collège", most=80, required=False, help="Par exemple « associations », si l'instance en a."
    )
    structure = Ligne("Au nom de quelle structure ?", required=False, help="Nom exact ou SIREN.")

    @validates_schema
    def somebody(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse a seat of nobody."""
        if not (asked.get("alias") or asked.get("compte")):
            raise ValidationError(WHO, "alias")
