"""Questions that the forms of people share: an address, a secret, a password to choose."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from marshmallow import ValidationError, fields

from annuaire.mots_de_passe import MOST
from socle.forms import NEEDED, Courriel, Form, Question
from socle.letters import halved

NOT_WRITTEN = "Ce mot de passe contient un signe qui ne s'écrit pas."
ODD_ADDRESS = "Cette adresse n'est pas une adresse électronique."


def one_spelling(address: str) -> str:
    """An address that can receive mail, as it is kept. Raises ``ValueError``, which says why not."""
    try:
        spelling = validate_email(address, check_deliverability=False).normalized.lower()
        spelling.encode("utf-8")
    except (EmailNotValidError, UnicodeEncodeError) as odd:
        raise ValueError(ODD_ADDRESS) from odd
    if "=?" in spelling:  # an encoded word (RFC 2047): another address in disguise
        raise ValueError(ODD_ADDRESS)
    return spelling


class Adresse(Courriel):
    """An address that can receive mail, in one spelling."""

    def __init__(self, label: str = "Votre adresse électronique", **options: Any) -> None:
        super().__init__(label, most=254, **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return one_spelling(super()._deserialize(value, *args, **kwargs))
        except ValueError as odd:
            raise ValidationError(getattr(odd, "messages", None) or str(odd)) from odd


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
        if halved(secret):
            raise ValidationError(NOT_WRITTEN)  # half a character: no keyboard gives it, no hash takes it
        if len(secret) > self.most:
            raise ValidationError(f"{self.most} caractères au plus.")
        return secret


class NouveauMotDePasse(Form):
    """To choose a password, for an account that exists."""

    nouveau = Secret(
        "Nouveau mot de passe", help="Douze caractères au moins ; une phrase convient très bien."
    )
