"""What can happen to a structure."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class StructureEntered(Event):
    """It was entered in the directory."""

    structure_id: int


@dataclass(frozen=True, kw_only=True)
class StructureEdited(Event):
    structure_id: int
