"""Who sees invitations and takes them back."""

from typing import Any

from sqlalchemy import Select, false, select

from annuaire.comptes.models import NOT_WAITING, Attente, Invitation
from annuaire.roles.permissions import KEEPERS_ONLY, keeps
from socle.permissions import No, NotNow, rule, scope


@scope(Invitation)
def readable(viewer: Any) -> Select:
    """Those who keep the accounts see the invitations."""
    return select(Invitation) if keeps(viewer) else select(Invitation).where(false())


@rule("withdraw", Invitation)
def may_withdraw(viewer: Any, invitation: Invitation) -> bool | No:
    """While nobody accepted it."""
    if not keeps(viewer):
        return KEEPERS_ONLY
    return invitation.etat is Attente.EN_ATTENTE or NotNow(NOT_WAITING)
