"""Lists of the administration pages."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from annuaire.comptes.models import Compte, Invitation
from annuaire.comptes.queries import called
from annuaire.roles.models import Mandat, Role
from annuaire.roles.queries import latest_first, of_compte
from socle.extensions import db
from socle.permissions import visible

BY_NAME = (Compte.nom, Compte.id)
LAST_SENT = (Invitation.id.desc(),)


def comptes_called(text: str, viewer: object) -> Select:
    """Accounts whose name or address contains these words; all of them without words."""
    comptes = visible(Compte, viewer)
    return comptes.where(called(text)) if text else comptes


def roles_of(compte: Compte, viewer: object) -> list[Role]:
    """The roles of an account, past ones included, the last given first."""
    roles = visible(Role, viewer).where(of_compte(Role, compte.id)).order_by(latest_first(Role))
    return list(db.session.scalars(roles))


def mandats_of(compte: Compte, viewer: object) -> list[Mandat]:
    """The mandates of an account, past ones included, with their structures."""
    mandats = visible(Mandat, viewer).where(of_compte(Mandat, compte.id)).order_by(latest_first(Mandat))
    return list(db.session.scalars(mandats.options(joinedload(Mandat.structure))))


def names_of_senders(invitations: list[Invitation]) -> dict[int, str]:
    """Who sent these invitations, in one SELECT."""
    ids = {invitation.par_id for invitation in invitations if invitation.par_id}
    if not ids:
        return {}
    return dict(db.session.execute(select(Compte.id, Compte.nom).where(Compte.id.in_(ids))).tuples().all())
