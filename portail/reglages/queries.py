"""Lists of the administration pages."""

from sqlalchemy.orm import joinedload

from annuaire.comptes.models import Compte
from annuaire.roles.models import Mandat, Role
from annuaire.roles.queries import latest_first, of_compte
from socle.extensions import db
from socle.permissions import visible


def by_name() -> tuple:
    """The order of the accounts."""
    return (Compte.nom, Compte.id)


def roles_of(compte: Compte, viewer: object) -> list[Role]:
    """The roles of an account, past ones included, the last given first."""
    roles = visible(Role, viewer).where(of_compte(Role, compte.id)).order_by(latest_first(Role))
    return list(db.session.scalars(roles))


def mandats_of(compte: Compte, viewer: object) -> list[Mandat]:
    """The mandates of an account, past ones included, with their structures."""
    mandats = visible(Mandat, viewer).where(of_compte(Mandat, compte.id)).order_by(latest_first(Mandat))
    return list(db.session.scalars(mandats.options(joinedload(Mandat.structure))))
