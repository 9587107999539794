"""What happens to invitations."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class InvitationSent(Event):
    """An account was offered to an address."""

    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    """Its owner opened the account."""

    invitation_id: int
    compte_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    """The link opens nothing any more."""

    invitation_id: int
