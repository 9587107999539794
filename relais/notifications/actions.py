"""Reading what one was told."""

from sqlalchemy import delete, update

from socle.clock import now
from socle.extensions import db
from socle.signatures import Signature
from socle.sujets import Ref

from .models import Notification


def read_one(notification: Notification, by: Signature) -> None:
    """I have seen it."""
    notification.lue_le = notification.lue_le or now()


def read_all(by: Signature) -> None:
    """I have seen everything."""
    unread = Notification.lue_le.is_(None)
    mine = update(Notification).where(Notification.compte_id == by.compte_id, unread)
    db.session.execute(mine.values(lue_le=now()))


def take_back(about: Ref, compte_id: int) -> None:
    """What was told to a person about something that they should no longer hear of is gone, read or not."""
    told = Notification.sujet == str(about)
    db.session.execute(delete(Notification).where(Notification.compte_id == compte_id, told))
