"""Questions that the forms of people share: an address, a secret, a password to choose."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from marshmallow import ValidationError, fields

from annuaire.mots_de_passe import MOST, weakness
from socle.forms import NEEDED, Courriel, Question

ODD_ADDRESS = "Cette adresse n'est pas une adresse électronique."


def one_spelling(address: str) -> str:
    """An address that can receive mail, as it is kept. Raises ``ValueError`` with the sentence of the refusal."""
    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError as odd:
        raise ValueError(ODD_ADDRESS) from odd


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
        if len(secret) > self.most:
            raise ValidationError(f"{self.most} caractères au plus.")
        return secret


def refuse_weak(name: str, secret: str | None, *own: str) -> None:
    """Raises ``ValidationError`` with the reason of the refusal."""
    if secret and (wrong := weakness(secret, *own)):
        raise ValidationError(wrong, name)
