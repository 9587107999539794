"""Whoever loses the right to enter stops hearing at once."""

from socle.events import on
from socle.standard import SESSION, hang_up

from .events import CompteSuspended, ConnexionRevoked, MotDePasseChanged


@on(ConnexionRevoked)
@on(CompteSuspended)
@on(MotDePasseChanged)
def stop_listening(event: ConnexionRevoked | CompteSuspended | MotDePasseChanged) -> None:
    """Close the person's sockets; a browser that still has a session comes back by itself."""
    hang_up(event.compte_id, SESSION)
