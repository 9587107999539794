"""Whoever stole a password may have made tokens: changing it takes them back, and so do another second factor
and a suspension.
"""

from annuaire.comptes.events import CompteSuspended, MotDePasseChanged
from annuaire.facteurs.events import FacteurDropped, FacteurSet
from socle.events import reacts

from .actions import revoke_jetons


@reacts(CompteSuspended)
@reacts(MotDePasseChanged)
@reacts(FacteurSet)
@reacts(FacteurDropped)
def take_back_jetons(event: CompteSuspended | MotDePasseChanged | FacteurSet | FacteurDropped) -> None:
    """Every token of the account is revoked with its sessions."""
    revoke_jetons(event.compte_id, event.signature)
