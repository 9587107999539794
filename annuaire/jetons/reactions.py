"""Whoever stole a password may have made tokens: changing it takes them back, and so does a suspension."""

from annuaire.comptes.events import CompteSuspended, MotDePasseChanged
from socle.events import reacts

from .actions import revoke_jetons


@reacts(CompteSuspended)
@reacts(MotDePasseChanged)
def take_back_jetons(event: CompteSuspended | MotDePasseChanged) -> None:
    """Every token of the account is revoked with its sessions."""
    revoke_jetons(event.compte_id, event.signature)
