"""Whoever leaves a communauté stops hearing it at once; so does everyone when its doors close."""

from socle.events import on
from socle.extensions import socketio
from socle.live import hang_up

from .events import CommunauteChanged, MembreLeft


@on(MembreLeft)
def stop_listening(event: MembreLeft) -> None:
    """Close the sockets of who left; the browser reconnects and is asked again."""
    hang_up(event.compte_id)


@on(CommunauteChanged)
def close_doors(event: CommunauteChanged) -> None:
    """Empty the rooms of a communauté that became more closed: followers ask again, and are refused."""
    if event.closed:
        socketio.emit("portes:fermees", {"communaute_id": event.communaute_id})
