"""What can happen to a communauté and to belonging."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class CommunauteCreated(Event):
    communaute_id: int


@dataclass(frozen=True, kw_only=True)
class CommunauteChanged(Event):
    """Purpose, rules or doors changed."""

    communaute_id: int


@dataclass(frozen=True, kw_only=True)
class AccesNarrowed(Event):
    """Fewer people may read: nobody goes on listening without being asked again."""

    communaute_id: int
    compte_id: None = None
    revokes = True


@dataclass(frozen=True, kw_only=True)
class MembreJoined(Event):
    communaute_id: int
    compte_id: int


@dataclass(frozen=True, kw_only=True)
class MembreLeft(Event):
    """By oneself or removed by who animates: sockets are closed at once."""

    communaute_id: int
    compte_id: int
    motif: str = ""
    revokes = True


@dataclass(frozen=True, kw_only=True)
class EntreeAsked(Event):
    communaute_id: int
    demande_id: int


@dataclass(frozen=True, kw_only=True)
class EntreeAnswered(Event):
    communaute_id: int
    demande_id: int


@dataclass(frozen=True, kw_only=True)
class MembreInvited(Event):
    communaute_id: int
    demande_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    """Taken back before its answer, worn out, or of someone who may no longer invite."""

    communaute_id: int
    demande_id: int


@dataclass(frozen=True, kw_only=True)
class AnimateurNamed(Event):
    communaute_id: int
    compte_id: int


@dataclass(frozen=True, kw_only=True)
class EtapeWritten(Event):
    communaute_id: int
    numero: int
