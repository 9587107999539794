"""Whoever stole a password may have made tokens with it: changing it takes them back."""

from annuaire.comptes.events import MotDePasseChanged
from socle.events import reacts

from .actions import revoke_jetons


@reacts(MotDePasseChanged)
def take_back_jetons(event: MotDePasseChanged) -> None:
    """Every token of the account is revoked with its sessions."""
    revoke_jetons(event.compte_id, by=event.by)
