"""What can happen to decisions."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class DecisionRecorded(Event):
    """Written down; nothing outside the instance changes."""

    seance_id: int
    decision_id: int


@dataclass(frozen=True, kw_only=True)
class DecisionsPublished(Event):
    """Every answer of a séance, in one act."""

    seance_id: int
