"""Reading what one was told."""

from sqlalchemy import update

from annuaire.comptes.models import Compte
from socle.clock import now
from socle.extensions import db

from .models import Notification


def read_one(notification: Notification) -> None:
    """I have seen it."""
    notification.lue_le = notification.lue_le or now()


def read_all(compte: Compte) -> None:
    """I have seen everything."""
    mine = update(Notification).where(Notification.compte_id == compte.id, Notification.lue_le.is_(None))
    db.session.execute(mine.values(lue_le=now()))
