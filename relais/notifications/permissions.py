"""A notification is its person's alone."""

from sqlalchemy import Select

from socle.permissions import scope

from .models import Notification
from .queries import told_to


@scope(Notification)
def readable(viewer) -> Select:
    """One's own."""
    return told_to(viewer)
