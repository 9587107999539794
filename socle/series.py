"""Series: « ACT-2026-014 ». Each noun declares the form of its references once; numbers are counted.

Texts that name a reference of a declared form link to ``/ref/…`` (``markdown``), whether the thing exists or
not: a link must tell nobody that a private thing exists.
"""

import re
from functools import cache

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from .clock import today
from .extensions import Model, db


class Serie(Model):
    """The last number given in a series, for instance ``ACT-2026``."""

    stem: Mapped[str] = mapped_column(primary_key=True)
    dernier: Mapped[int]


class Forme:
    """The form of the references of a noun: ``Forme("PRO", code=True)`` gives « PRO-BPR-2026-004 ».

    ``digits`` is the least number of digits: after 999 comes 1000. Raises ``TypeError`` for a stem used
    twice.
    """

    def __init__(self, stem: str, digits: int = 3, code: bool = False) -> None:
        if stem in _formes:
            raise TypeError(f"two nouns number their references as {stem}")
        self.stem, self.digits, self.code = stem, digits, code
        _formes[stem] = self
        pattern.cache_clear()

    @property
    def pattern(self) -> str:
        """What it looks like in a text, as a regular expression without groups."""
        code = r"-[A-Z][A-Z0-9]{1,9}" if self.code else ""
        return rf"{self.stem}{code}-20\d\d-\d{{{self.digits},9}}"

    def next(self, code: str = "") -> str:
        """The next reference of this year; a rollback gives the number back; no two people get the same."""
        stem = "-".join(filter(None, (self.stem, code, str(today().year))))
        number = _take(stem) or _begin(stem)
        return f"{stem}-{number:0{self.digits}d}"


_formes: dict[str, Forme] = {}


@cache
def pattern() -> re.Pattern[str]:
    """Every declared form, as one regular expression; matches nothing while none is declared."""
    known = "|".join(forme.pattern for forme in _formes.values())
    return re.compile(rf"(?<![\w/-])({known or '(?!)'})(?![\w-])")


def _begin(stem: str) -> int:
    try:
        with db.session.begin_nested():
            db.session.add(Serie(stem=stem, dernier=1))
        return 1
    except IntegrityError:  # a twin began the series at the same instant
        taken = _take(stem)
        if taken is None:
            raise
        return taken


def _take(stem: str) -> int | None:
    """One more; whoever asks meanwhile waits for this transaction to end."""
    taken = update(Serie).where(Serie.stem == stem).values(dernier=Serie.dernier + 1)
    return db.session.scalar(taken.returning(Serie.dernier).execution_options(synchronize_session=False))
