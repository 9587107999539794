"""Whole numbers as addresses and simple answers carry them: ASCII digits, and none that no database holds."""

import re
from collections.abc import Mapping

from flask import Flask
from werkzeug.routing import IntegerConverter, ValidationError

from .errors import NotVisible
from .permissions import MOST

DIGITS = re.compile("[0-9]{1,19}")


class Number(IntegerConverter):
    """``<int:fil_id>``: « ٣ » is no 3, and what is beyond 2^63−1 names nothing."""

    regex = DIGITS.pattern

    def to_python(self, value: str) -> int:
        """The number. Raises ``ValidationError`` (a 404) when it is too big."""
        number = int(value)
        if number > MOST:
            raise ValidationError
        return number


def whole(text: str) -> int | None:
    """The number that a text is, ``None`` when it is none or no database holds it."""
    number = int(text) if DIGITS.fullmatch(text) else None
    return number if number is not None and number <= MOST else None


def numbers_among(texts: list[str], most: int = 50) -> list[int]:
    """The numbers of a list of texts, in order; what is none is left out, and what is beyond ``most``."""
    return [number for text in texts[:most] if (number := whole(text)) is not None]


def number_in(sent: Mapping[str, str], name: str, default: int = 0) -> int:
    """A whole number of a query or of a form without questions. Raises ``NotVisible`` when it is none."""
    number = whole(sent.get(name, str(default)))
    if number is None:
        raise NotVisible
    return number


def init_app(app: Flask) -> None:
    """Before any address is declared."""
    app.url_map.converters["int"] = Number
