"""A program whose token is revoked stops hearing at once."""

from socle.events import on
from socle.standard import hang_up

from .events import JetonRevoked


@on(JetonRevoked)
def stop_listening(event: JetonRevoked) -> None:
    """Close the sockets of the account; those with another right come back by themselves."""
    hang_up(event.compte_id)
