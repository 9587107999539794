"""Letters, as comparing and keeping them asks: without accents, and never by halves."""

import unicodedata


def unaccented(text: str) -> str:
    """The text in lower case, without accents: « Économie » is « economie », and sorts with it."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def halved(text: str) -> bool:
    """Whether it holds half of a character (a lone surrogate), which no database and no hash takes."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)
