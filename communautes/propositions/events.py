"""What can happen to a proposition."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class PropositionDrafted(Event):
    proposition_id: int


@dataclass(frozen=True, kw_only=True)
class PropositionSubmitted(Event):
    proposition_id: int


@dataclass(frozen=True, kw_only=True)
class PropositionEdited(Event):
    proposition_id: int


@dataclass(frozen=True, kw_only=True)
class PropositionMoved(Event):
    """Its state changed, by a person of the communauté; ``verb`` is that of the machine."""

    proposition_id: int
    verb: str
    etat: str


@dataclass(frozen=True, kw_only=True)
class PropositionDecided(Event):
    """The board's published answer reached it."""

    proposition_id: int
    decision_id: int
    etat: str


@dataclass(frozen=True, kw_only=True)
class SoutienGiven(Event):
    proposition_id: int


@dataclass(frozen=True, kw_only=True)
class SoutienTaken(Event):
    proposition_id: int
