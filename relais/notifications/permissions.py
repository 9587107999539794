"""A notification is its person's alone."""

from typing import Any

from sqlalchemy import Select

from socle.permissions import rule, scope

from .models import Notification
from .queries import told_to


@scope(Notification)
def readable(viewer: Any) -> Select:
    """One's own."""
    return told_to(viewer)


@rule("follow", Notification)
def may_follow(viewer: Any, notification: Notification) -> bool:
    """Whose it is."""
    return viewer.id == notification.compte_id
