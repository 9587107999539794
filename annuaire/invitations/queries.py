"""Questions about invitations."""

from sqlalchemy import select

from annuaire.comptes.models import Invitation
from annuaire.comptes.queries import empreinte
from socle.clock import now
from socle.extensions import db


def pending():
    """The condition that an invitation still opens an account."""
    return Invitation.acceptee_le.is_(None) & (Invitation.expire_le > now())


def latest_first() -> tuple:
    """The last sent comes first."""
    return (Invitation.id.desc(),)


def behind(secret: str) -> Invitation | None:
    """The invitation that a link names, while it is pending."""
    return db.session.scalar(select(Invitation).where(Invitation.empreinte == empreinte(secret), pending()))
