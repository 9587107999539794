"""Questions about bodies and who sits in them today."""

from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from socle.columns import this_day
from socle.extensions import db
from socle.viewers import held_ids, holds, holds_role

from .models import Organe, Place, Siege

DESK = (Place.PRESIDENT, Place.SECRETAIRE)


@holds("siege")
def seats_held(compte_id: int) -> Select:
    """Seats of an account: body, place, kind of body."""
    return (
        select(Siege.organe_id, Siege.place, Organe.genre)
        .join(Organe, Organe.id == Siege.organe_id)
        .where(Siege.compte_id == compte_id, in_force())
    )


def in_force():
    """The condition that a seat is held today."""
    return (Siege.debut <= this_day()) & or_(Siege.fin.is_(None), Siege.fin >= this_day())


def sits(viewer: Any, organe_id: int, *places: Place) -> bool:
    """Whether the viewer sits in this body, in one of the places when some are named."""
    return holds_role(viewer, "siege", organe_id, *places)


def sits_in_a(viewer: Any, genre: str, *places: Place) -> bool:
    """Whether the viewer sits in a body of this kind."""
    return bool(held_ids(viewer, "siege", places, genre))


def bodies_of(viewer: Any) -> list[int]:
    """Ids of the bodies the viewer sits in."""
    return held_ids(viewer, "siege")


def desks_of(viewer: Any) -> list[int]:
    """Ids of the bodies at whose desk the viewer sits."""
    return held_ids(viewer, "siege", DESK)


SEATED = (
    select(Siege)
    .join(Siege.compte)
    .where(Siege.organe_id == bindparam("organe_id"), in_force())
    .options(
        contains_eager(Siege.compte).load_only(Compte.nom, Compte.alias),
        joinedload(Siege.structure).load_only(Structure.nom),
    )
    .order_by(Siege.place.desc(), Compte.nom)
)


def seated(organe: Organe) -> list[Siege]:
    """Who sits today, the desk first: one statement."""
    return list(db.session.scalars(SEATED, {"organe_id": organe.id}))


def desk_of(organe_id: int) -> list[int]:
    """Account ids of the president and the secretaries."""
    statement = select(Siege.compte_id).where(Siege.organe_id == organe_id, Siege.place.in_(DESK), in_force())
    return list(db.session.scalars(statement))


def by_name() -> tuple:
    """The order of a list."""
    return (Organe.nom, Organe.id)


def of_slug(slug: str) -> Organe | None:
    """The body of this address."""
    return db.session.scalar(select(Organe).where(Organe.slug == slug))


def the_ca() -> Organe | None:
    """The board of the chambre."""
    return of_slug("ca")
