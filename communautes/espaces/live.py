"""Whoever leaves a communauté stops hearing it at once; when its doors close, everyone is asked again."""

from socle.events import on
from socle.live import hang_up

from .events import AccesNarrowed, MembreLeft


@on(MembreLeft)
@on(AccesNarrowed)
def stop_listening(event: MembreLeft | AccesNarrowed) -> None:
    """Close the sockets of who left, or of everyone.

    Browsers reconnect, and are refused what is no longer theirs.
    """
    hang_up(event.compte_id)
