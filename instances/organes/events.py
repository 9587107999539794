"""What can happen to a body."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class OrganeCreated(Event):
    organe_id: int


@dataclass(frozen=True, kw_only=True)
class OrganeChanged(Event):
    organe_id: int


@dataclass(frozen=True, kw_only=True)
class OrganeAnswers(Event):
    """Notes go to this body from now on; ``before`` is the one that answered them."""

    organe_id: int
    before: int | None
    revokes = True


@dataclass(frozen=True, kw_only=True)
class SiegeGiven(Event):
    organe_id: int
    compte_id: int


@dataclass(frozen=True, kw_only=True)
class SiegeEnded(Event):
    organe_id: int
    compte_id: int
    revokes = True
