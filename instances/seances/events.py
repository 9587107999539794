"""What can happen in a séance."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class SeancePlanned(Event):
    seance_id: int


@dataclass(frozen=True, kw_only=True)
class PointAdded(Event):
    seance_id: int
    point_id: int


@dataclass(frozen=True, kw_only=True)
class PointRemoved(Event):
    seance_id: int
    sujet_kind: str | None
    sujet_id: int | None


@dataclass(frozen=True, kw_only=True)
class SeanceMoved(Event):
    """Opened, closed, opened again, cancelled."""

    seance_id: int
    verb: str
