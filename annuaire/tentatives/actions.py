"""Counting tries before they are judged, so that parallel guesses do not slip through together."""

import hashlib
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from socle.clock import now
from socle.extensions import db
from socle.jobs import nightly

from .models import Tentative

MINUTE, HOUR, DAY = 60, 3_600, 86_400
Limits = dict[int, int]


def count_try(porte: str, limits: Limits) -> bool:
    """Try a door: counted and allowed, or refused when it was tried too often lately.

    ``limits`` says how many tries in how many seconds: ``{MINUTE: 5, DAY: 25}``.
    """
    tentative = _locked(_hashed(porte))
    present = int(now().timestamp())
    recent = [instant for instant in tentative.instants if instant > present - max(limits)]
    if any(sum(1 for instant in recent if instant > present - span) >= most for span, most in limits.items()):
        return False
    tentative.instants, tentative.derniere = [*recent, present], now()
    db.session.flush()
    return True


def forget_tries(porte: str) -> None:
    """The right key was shown: what was tried before no longer counts."""
    db.session.execute(delete(Tentative).where(Tentative.porte == _hashed(porte)))


def give_back_try(porte: str) -> None:
    """The last try was an honest one: the door of a shared address does not count it."""
    tentative = _locked(_hashed(porte))
    tentative.instants = tentative.instants[:-1]
    db.session.flush()


@nightly
def forget_old_tries() -> None:
    """Nothing is kept of tries older than a day (``domaine`` SYS-35)."""
    db.session.execute(delete(Tentative).where(Tentative.derniere < now() - timedelta(days=1)))


def _hashed(porte: str) -> str:
    return hashlib.sha256(porte.encode()).hexdigest()


def _locked(porte: str) -> Tentative:
    """The row of a door, ours until the end of the transaction."""
    tentative = db.session.get(Tentative, porte, with_for_update=True, populate_existing=True)
    if tentative is None:
        try:
            with db.session.begin_nested():
                tentative = Tentative(porte=porte, instants=[])
                db.session.add(tentative)
        except IntegrityError:  # someone tried the same door for the first time just now
            tentative = db.session.get(Tentative, porte, with_for_update=True, populate_existing=True)
    return tentative
