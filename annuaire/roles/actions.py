"""Giving roles and mandates, and ending them: by a decision or when their dates are over (SD-07, SD-13)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from socle.clock import today
from socle.database import lock
from socle.errors import Conflict, WrongState
from socle.events import announce
from socle.extensions import db
from socle.jobs import nightly
from socle.signatures import Signature
from socle.sujets import Ref

from .events import MandatEnded, MandatGiven, RoleEnded, RoleGiven
from .models import MANDAT_OVER, ROLE_OVER, Fonction, Mandat, Role
from .queries import ended_yesterday, in_force, same_mandat, same_role

HELD = "Cette personne a déjà ce rôle dans ce périmètre."
SPEAKS = "Cette personne a déjà un mandat en cours pour cette structure."
LAST_ADMIN = (
    "C'est le dernier compte d'administration de la plateforme : nommez d'abord une autre personne, "
    "sinon plus personne ne pourrait en nommer."
)


def give_role(
    compte: Compte,
    by: Signature | None,
    fonction: Fonction,
    perimetre: Ref | None = None,
    debut: date | None = None,
    fin: date | None = None,
) -> Role:
    """Give a role, in a perimeter or on the whole platform, between two dates.

    Raises ``Conflict`` when the account holds it already.
    """
    lock(compte)
    if db.session.scalar(same_role(compte.id, fonction, perimetre)):
        raise Conflict(HELD)
    kind, number = perimetre or (None, None)
    role = Role(
        compte_id=compte.id,
        fonction=fonction,
        perimetre_kind=kind,
        perimetre_id=number,
        debut=debut or today(),
        fin=fin,
    )
    db.session.add(role)
    db.session.flush()
    announce(RoleGiven(compte_id=compte.id, role_id=role.id, fonction=fonction), by)
    return role


def end_role(role: Role, by: Signature | None) -> None:
    """Take a role back, from now on.

    Raises ``Conflict`` for the last administrator, ``WrongState`` when it is over already.
    """
    runs = role.fonction == Fonction.ADMIN_PLATEFORME
    if runs:
        lock_admins()
    lock(role)
    if role.termine:
        raise WrongState(ROLE_OVER)
    role.fin = today() - timedelta(days=1)
    db.session.flush()
    if runs:
        keep_one_admin()
    announce(RoleEnded(compte_id=role.compte_id, role_id=role.id, fonction=role.fonction), by)


def lock_admins() -> list[Role]:
    """The administrators of today, theirs until the end of the transaction: two may not leave at once."""
    admins = select(Role).where(Role.fonction == Fonction.ADMIN_PLATEFORME, in_force(Role)).order_by(Role.id)
    return list(db.session.scalars(admins.with_for_update(), execution_options={"populate_existing": True}))


def keep_one_admin() -> None:
    """Raises ``Conflict`` when nobody is left to run the platform."""
    present = select(Role.id).join(Compte, Compte.id == Role.compte_id)
    admins = present.where(Role.fonction == Fonction.ADMIN_PLATEFORME, in_force(Role), Compte.actif)
    if db.session.scalar(admins.limit(1)) is None:
        raise Conflict(LAST_ADMIN)


def give_mandat(
    compte: Compte,
    by: Signature | None,
    structure: Structure,
    fonction: str,
    debut: date | None = None,
    **more: Any,
) -> Mandat:
    """Let a person speak for a structure, from ``debut`` to ``fin``; in second if ``suppleant``.

    Raises ``Conflict`` when they do already.
    """
    lock(compte)
    if db.session.scalar(same_mandat(compte.id, structure.id)):
        raise Conflict(SPEAKS)
    mandat = Mandat(
        compte_id=compte.id, structure_id=structure.id, fonction=fonction, debut=debut or today(), **more
    )
    db.session.add(mandat)
    db.session.flush()
    announce(MandatGiven(compte_id=compte.id, mandat_id=mandat.id, structure_id=structure.id), by)
    return mandat


def end_mandat(mandat: Mandat, by: Signature | None) -> None:
    """Stop speaking for a structure; what was signed stays signed. Raises ``WrongState`` when it is over."""
    lock(mandat)
    if mandat.termine:
        raise WrongState(MANDAT_OVER)
    mandat.fin = today() - timedelta(days=1)
    announce(_ended(mandat), by)


@nightly
def tell_what_ended() -> None:
    """Dates end roles and mandates by themselves; sockets still open hear of it the next night."""
    for role in db.session.scalars(select(Role).where(ended_yesterday(Role))).all():
        announce(RoleEnded(compte_id=role.compte_id, role_id=role.id, fonction=role.fonction), None)
    for mandat in db.session.scalars(select(Mandat).where(ended_yesterday(Mandat))).all():
        announce(_ended(mandat), None)


def _ended(mandat: Mandat) -> MandatEnded:
    return MandatEnded(compte_id=mandat.compte_id, mandat_id=mandat.id, structure_id=mandat.structure_id)
