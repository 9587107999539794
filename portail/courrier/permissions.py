"""Who reads the outbox."""

from typing import Any

from sqlalchemy import Select, false, select

from annuaire.roles.queries import administers
from socle.courriels import Courriel
from socle.permissions import scope


@scope(Courriel)
def readable(viewer: Any) -> Select:
    """Those who run the platform see that a mail left, and what it says when it is of the door."""
    mails = select(Courriel)
    return mails if administers(viewer) else mails.where(false())
