"""What happens to accounts, their connexions and their tokens."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class CompteOpened(Event):
    """Someone opened an account, or accepted to have one."""

    compte_id: int


@dataclass(frozen=True, kw_only=True)
class CompteConfirmed(Event):
    """The address of an account was shown to be its owner's."""

    compte_id: int


@dataclass(frozen=True, kw_only=True)
class CompteSuspended(Event):
    """An account may no longer enter."""

    revokes = True
    compte_id: int
    motif: str


@dataclass(frozen=True, kw_only=True)
class CompteReopened(Event):
    """A suspended account may enter again."""

    compte_id: int


@dataclass(frozen=True, kw_only=True)
class ConnexionOpened(Event):
    """Someone signed in on a device."""

    compte_id: int
    connexion_id: int


@dataclass(frozen=True, kw_only=True)
class ConnexionRevoked(Event):
    """A session ended: its owner signed out, or closed it from elsewhere."""

    revokes = True
    compte_id: int
    connexion_id: int


@dataclass(frozen=True, kw_only=True)
class MotDePasseChanged(Event):
    """A password was replaced; every session that knew the old one is over."""

    revokes = True
    compte_id: int
