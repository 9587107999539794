"""Who reads an account, and who may change what in it."""

from typing import Any

from sqlalchemy import Select, false, or_, select

from socle.permissions import No, rule, scope
from socle.viewers import held_ids

from .models import Compte, Connexion

# Roles live one domain higher; here their names are enough.
KEEPERS = ("admin_plateforme", "charge_mission")
NOT_YOURS = No("Seuls l'administration de la plateforme et les chargés de mission peuvent le faire.")


def keeps_comptes(viewer: Any) -> bool:
    """Whether the viewer looks after the accounts of others."""
    return bool(held_ids(viewer, "role", KEEPERS))


@scope(Compte)
def readable(viewer: Any) -> Select:
    """Signed-in people read whoever may enter; those who keep the accounts read them all."""
    if not viewer.id:
        return select(Compte).where(false())
    if keeps_comptes(viewer):
        return select(Compte)
    present = Compte.actif & Compte.confirme_le.is_not(None)
    return select(Compte).where(or_(present, Compte.id == viewer.id))


@scope(Connexion)
def own_connexions(viewer: Any) -> Select:
    """Sessions are read by their owner only."""
    return select(Connexion).where(Connexion.compte_id == (viewer.id or 0))


@rule("edit", Compte)
def may_edit(viewer: Any, compte: Compte) -> bool:
    """One's own profile."""
    return viewer.id == compte.id


@rule("keep", Compte)
def may_keep(viewer: Any, compte: Compte) -> bool | No:
    """See the address, the roles and the state of an account."""
    return keeps_comptes(viewer) or NOT_YOURS


@rule("revoke", Connexion)
def may_revoke(viewer: Any, connexion: Connexion) -> bool:
    """One's own sessions."""
    return viewer.id == connexion.compte_id
