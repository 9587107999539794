"""What can happen to the map."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class TerritoiresImported(Event):
    """The map was made to agree with an edition of the official one."""

    region: str
    nouveaux: int
    changes: int
    disparus: int
