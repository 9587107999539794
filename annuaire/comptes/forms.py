"""What may be typed at the door."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from marshmallow import ValidationError, fields, validates_schema

from annuaire.mots_de_passe import MOST, weakness
from socle.forms import NEEDED, Courriel, Form, Ligne, Question

ODD_ADDRESS = "Cette adresse n'est pas une adresse électronique."


class Adresse(Courriel):
    """An address that can receive mail, in one spelling."""

    def __init__(self, label: str = "Votre adresse électronique", **options: Any) -> None:
        super().__init__(label, most=254, **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        typed = super()._deserialize(value, *args, **kwargs)
        try:
            return validate_email(typed, check_deliverability=False).normalized.lower()
        except EmailNotValidError as odd:
            raise ValidationError(ODD_ADDRESS) from odd


class Secret(Question, fields.String):
    """A password or a code as typed: blanks and signs count."""

    def __init__(self, label: str, *, most: int = MOST, **options: Any) -> None:
        self.most = most
        super().__init__(label, **options)

    missing = ""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        secret = super()._deserialize(value, *args, **kwargs)
        if not secret and self.needed:
            raise ValidationError(NEEDED)
        if len(secret) > self.most:
            raise ValidationError(f"{self.most} caractères au plus.")
        return secret


class ConnexionForm(Form):
    """To sign in."""

    courriel = Courriel("Votre adresse électronique", most=254)
    mot_de_passe = Secret("Votre mot de passe")
    suite = Ligne("Page suivante", required=False, most=2_000)


class NouveauMotDePasseForm(Form):
    """To choose a password, for an account that exists."""

    nouveau = Secret(
        "Nouveau mot de passe", help="Douze caractères au moins ; une phrase convient très bien."
    )

    @validates_schema
    def strong_enough(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse what is short or common."""
        refuse_weak("nouveau", asked.get("nouveau"))


class ChangementForm(NouveauMotDePasseForm):
    """To replace one's password."""

    ancien = Secret("Mot de passe actuel")


class InscriptionForm(Form):
    """To open an account."""

    nom = Ligne("Prénom et nom", most=80, help="Tel que les autres membres le liront.")
    courriel = Adresse()
    mot_de_passe = Secret("Mot de passe", help="Douze caractères au moins ; une phrase convient très bien.")

    @validates_schema
    def strong_enough(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse what is short, common, or one's own name."""
        refuse_weak(
            "mot_de_passe", asked.get("mot_de_passe"), asked.get("nom", ""), asked.get("courriel", "")
        )


class AdresseForm(Form):
    """To receive a link."""

    courriel = Adresse()


class ConfirmationForm(Form):
    """To confirm an address: whoever opens the mail shows that they chose the password."""

    mot_de_passe = Secret("Le mot de passe choisi à l'inscription")


def refuse_weak(name: str, secret: str | None, *own: str) -> None:
    """Raises ``ValidationError`` with the reason of the refusal."""
    if secret and (wrong := weakness(secret, *own)):
        raise ValidationError(wrong, name)
