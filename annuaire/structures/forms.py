"""What one writes on the sheet of a structure."""

from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, validates_schema

from socle.forms import Case, Choix, Entier, Form, Ligne, Texte

from .models import FAMILLES
from .queries import siren_valid, siret_valid


class Numero(Ligne):
    """Digits, with or without blanks, whose control must agree."""

    def __init__(self, label: str, valid: Any, sentence: str, **options: Any) -> None:
        self.valid, self.sentence = valid, sentence
        super().__init__(label, most=24, **options)

    def tidy(self, text: str) -> str:
        """Digits only; « 732 829 320 » is « 732829320 »."""
        return super().tidy(text).replace(" ", "").replace(".", "")

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        number = super()._deserialize(value, *args, **kwargs)
        if number and not self.valid(number):
            raise ValidationError(self.sentence)
        return number


class Adresse(Ligne):
    """The address of a site: http or https, nothing else."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        if not text:
            return ""
        text = text if "//" in text else f"https://{text}"
        try:
            parts = urlsplit(text)
            good = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and " " not in text
            good = (
                good and "@" not in parts.netloc
            )  # a name before the host shows another site than the one it opens
        except ValueError:
            good = False
        if not good:
            raise ValidationError(
                "Une adresse de site commence par https://, par exemple https://exemple.fr."
            )
        return text


class StructureForm(Form):
    """The sheet of a structure."""

    nom = Ligne("Nom de la structure", most=160)
    sigle = Ligne("Sigle", most=20, required=False)
    famille = Choix("Famille", choices=FAMILLES.items())
    siren = Numero(
        "SIREN",
        siren_valid,
        "Ce numéro n'est pas un SIREN : neuf chiffres, dont le dernier contrôle les "
        "autres. Vérifiez la saisie.",
        required=False,
        help="Neuf chiffres. Une petite association peut ne pas en avoir.",
    )
    siret = Numero(
        "SIRET du siège",
        siret_valid,
        "Ce numéro n'est pas un SIRET : quatorze chiffres, qui commencent par le SIREN. Vérifiez la saisie.",
        required=False,
        help="Quatorze chiffres.",
    )
    territoire = Ligne(
        "Commune ou territoire du siège",
        most=160,
        required=False,
        help="Commencez à écrire, puis choisissez.",
        metadata={"title": "Territoire du siège", "description": "Son code officiel."},
    )
    territoire_texte = Ligne("Territoire écrit", required=False)
    territoire_choix = Choix("Lequel ?", required=False)
    objet = Texte("Ce qu'elle fait", most=2_000, required=False, help="Son objet, en quelques phrases.")
    site = Adresse("Site", most=200, required=False)
    adherente = Case("Adhérente de la chambre", required=False)

    @validates_schema
    def of_one_house(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse two numbers that do not go together."""
        siren, siret = asked.get("siren"), asked.get("siret")
        if siren and siret and not siret.startswith(siren):
            raise ValidationError("Le SIRET commence par le SIREN : l'un des deux est mal saisi.", "siret")


class CorrectionForm(StructureForm):
    """The same, of a structure that has one already."""

    version = Entier("Version")
