"""What one says of a communauté that begins."""

import re
from typing import Any

from marshmallow import ValidationError, fields

from annuaire.comptes.models import Compte
from communautes.espaces.models import ACCES, ENTREES
from socle.forms import Choix, Chose, Form, Ligne, Question, Riche, Texte
from socle.permissions import MOST

CODE = re.compile("[A-Z][A-Z0-9]{1,9}")
ILL_CODED = "Deux à dix lettres capitales ou chiffres, dont la première est une lettre : par exemple « BPR »."
NUMBERS = "Des numéros de comptes sont attendus, vingt au plus."


class Code(Ligne):
    """The stem of the references of a communauté: « BPR » in « PRO-BPR-2026-004 »."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        code = super()._deserialize(value, *args, **kwargs).upper()
        if code and not CODE.fullmatch(code):
            raise ValidationError(ILL_CODED)
        return code


class Comptes(Question, fields.List[Any]):
    """Accounts, named by their numbers."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, cls_or_instance=fields.Integer(), **options)

    @property
    def missing(self) -> Any:
        """No answer is an empty list."""
        return []

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            numbers = super()._deserialize(value, *args, **kwargs)
        except ValidationError:
            raise ValidationError(NUMBERS) from None
        if len(numbers) > 20 or not all(0 < number <= MOST for number in numbers):
            raise ValidationError(NUMBERS)
        return list(dict.fromkeys(numbers))


class InstitutionForm(Form):
    """A new one, and who animates it first: numbers for programs, words for people."""

    nom = Ligne("Nom", most=80)
    code = Code(
        "Code",
        most=10,
        help="Deux à dix lettres capitales ou chiffres, au début de ses références : « PRO-BPR-2026-004 ».",
    )
    objet = Texte("À quoi sert-elle ?", most=600, help="Deux phrases qu'une personne de passage comprend.")
    regles = Riche("Règles de la communauté", most=5_000, required=False)
    acces = Choix("Qui lit ?", choices=ACCES.items())
    entree = Choix("Comment y entre-t-on ?", choices=ENTREES.items())
    animateurs = Comptes("Qui anime ?", required=False, help="Les numéros des comptes.")
    animateurs_texte = Ligne(
        "Qui l'anime ?",
        most=500,
        required=False,
        help="Noms d'usage (après l'@) ou adresses de courriel, séparés par des virgules. "
        "Ces personnes en sont prévenues.",
    )


class RetraitAnimateurForm(Form):
    """Who takes over, when nobody else animates."""

    successeur = Chose("Qui prend la suite ?", Compte, required=False, help="Un numéro de compte.")
    motif = Ligne("Motif, lu par la personne", most=500, required=False)
