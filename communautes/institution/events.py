"""What can happen to those who animate."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class AnimateurUnnamed(Event):
    """They stay a member; what only animateurs hear is closed to them at once."""

    communaute_id: int
    compte_id: int
    motif: str = ""
    revokes = True
