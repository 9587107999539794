"""What happens to roles and mandates."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Event):
    """An account received a role in a perimeter."""

    compte_id: int
    role_id: int
    fonction: str


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Event):
    """It lost it, by a decision or because its dates are over."""

    revokes = True
    compte_id: int
    role_id: int
    fonction: str


@dataclass(frozen=True, kw_only=True)
class MandatGiven(Event):
    """A person may speak for a structure."""

    compte_id: int
    mandat_id: int
    structure_id: int


@dataclass(frozen=True, kw_only=True)
class MandatEnded(Event):
    """They may not any more; what was signed stays signed."""

    revokes = True
    compte_id: int
    mandat_id: int
    structure_id: int
