"""Whoever loses a role or a mandate is asked again what they may hear."""

from socle.events import on
from socle.standard import hang_up

from .events import MandatEnded, RoleEnded


@on(RoleEnded)
@on(MandatEnded)
def stop_listening(event: RoleEnded | MandatEnded) -> None:
    """Close the person's sockets; the browser comes back by itself, with the rights of today."""
    hang_up(event.compte_id)
