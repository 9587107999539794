"""What roles say to what happens to accounts."""

from annuaire.comptes.events import CompteSuspended
from socle.events import reacts

from .actions import keep_one_admin, lock_admins


@reacts(CompteSuspended)
def refuse_to_be_left_alone(event: CompteSuspended) -> None:
    """Suspending the last administrator would leave nobody to reopen the account (SD-13)."""
    if any(role.compte_id == event.compte_id for role in lock_admins()):
        keep_one_admin()
