"""Who gives roles and mandates, who ends them, whose powers ask for a second factor (matrix, line 8)."""

from typing import Any

from sqlalchemy import Select, or_, select

from annuaire.comptes.models import OPEN, SUSPENDED, Compte
from socle.permissions import No, NotNow, rule, scope
from socle.seconds import demands_second_factor

from .models import MANDAT_OVER, ROLE_OVER, Fonction, Mandat, Role
from .queries import administers, admins, has_role, in_force, of_the_cress

KEEPERS_ONLY = No("Seuls l'administration de la plateforme et les chargés de mission peuvent le faire.")
ADMINS_ONLY = No("Seule l'administration de la plateforme peut le faire.")
ADMIN_KEPT = No("Le compte d'un administrateur de la plateforme n'est suspendu et rouvert que par un autre.")


def keeps(viewer: Any) -> bool:
    """Whether the viewer looks after accounts: administrators and mission officers."""
    return administers(viewer) or of_the_cress(viewer)


@demands_second_factor
def powers_over_others(compte: Any) -> bool:
    """Administrators and mission officers prove twice who they are."""
    return has_role(compte, Fonction.ADMIN_PLATEFORME, Fonction.CHARGE_MISSION)


@rule("administer", type(None))
@rule("invite", type(None))
def may_administer(viewer: Any, platform: None) -> bool | No:
    """Open the administration pages; invite people."""
    return keeps(viewer) or KEEPERS_ONLY


@rule("read_courriels", type(None))
@rule("invite_admin", type(None))
def may_run(viewer: Any, platform: None) -> bool | No:
    """Read the outbox; invite an administrator."""
    return administers(viewer) or ADMINS_ONLY


@rule("give_role", Compte)
@rule("give_mandat", Compte)
def may_give(viewer: Any, compte: Compte) -> bool | No:
    """Business roles and mandates."""
    return keeps(viewer) or KEEPERS_ONLY


@rule("give_admin", Compte)
def may_give_admin(viewer: Any, compte: Compte) -> bool | No:
    """Only administrators make another."""
    return administers(viewer) or ADMINS_ONLY


def _over_admins(viewer: Any, compte: Compte) -> bool | No:
    """Who runs the platform is kept by those who run it."""
    if not keeps(viewer):
        return KEEPERS_ONLY
    return administers(viewer) or compte.id not in admins() or ADMIN_KEPT


@rule("suspend", Compte)
def may_suspend(viewer: Any, compte: Compte) -> bool | No:
    """Shut the door on an account that does harm."""
    if viewer.id == compte.id and keeps(viewer):
        return No("On ne suspend pas son propre compte : demandez-le à une autre personne.")
    return _over_admins(viewer, compte) and (compte.actif or NotNow(SUSPENDED))


@rule("reopen", Compte)
def may_reopen(viewer: Any, compte: Compte) -> bool | No:
    """Let a suspended account in again."""
    return _over_admins(viewer, compte) and (not compte.actif or NotNow(OPEN))


@rule("drop_facteur", Compte)
def may_drop_facteur(viewer: Any, compte: Compte) -> bool | No:
    """Help someone who lost their telephone and their codes."""
    if not administers(viewer) or viewer.id == compte.id:
        return No("Seul un autre administrateur de la plateforme peut retirer un second facteur.")
    return compte.second_facteur or NotNow("Ce compte n'a pas de second facteur.")


@scope(Role)
def readable_roles(viewer: Any) -> Select:
    """One's own, or all of them for those who give them."""
    roles = select(Role)
    return roles if keeps(viewer) else roles.where(Role.compte_id == (viewer.id or 0))


@rule("end", Role)
def may_end_role(viewer: Any, role: Role) -> bool | No:
    """Whoever may give it may take it back."""
    runs = role.fonction == Fonction.ADMIN_PLATEFORME
    may = (administers(viewer) or ADMINS_ONLY) if runs else keeps(viewer) or KEEPERS_ONLY
    return may and (not role.termine or NotNow(ROLE_OVER))


@scope(Mandat)
def readable_mandats(viewer: Any) -> Select:
    """Signed-in people read who speaks for whom today; one's own, past ones included."""
    mandats = select(Mandat)
    if keeps(viewer):
        return mandats
    if not viewer.id:
        return mandats.where(Mandat.id.is_(None))
    return mandats.where(or_(in_force(Mandat), Mandat.compte_id == viewer.id))


@rule("end", Mandat)
def may_end_mandat(viewer: Any, mandat: Mandat) -> bool | No:
    """Its owner lays it down; those who keep accounts end it."""
    may = viewer.id == mandat.compte_id or keeps(viewer) or KEEPERS_ONLY
    return may and (not mandat.termine or NotNow(MANDAT_OVER))
