"""Questions about tokens."""

from sqlalchemy import func, select

from annuaire.comptes.models import Jeton
from socle.extensions import db


def in_use():
    """The condition that a token still opens the door."""
    return Jeton.revoque_le.is_(None)


def latest_first() -> tuple:
    """The last made comes first."""
    return (Jeton.id.desc(),)


def how_many_in_use(compte_id: int) -> int:
    """How many tokens an account has in use."""
    held = select(func.count()).select_from(Jeton).where(Jeton.compte_id == compte_id, in_use())
    return db.session.scalar(held) or 0
