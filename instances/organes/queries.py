"""Questions about bodies and who sits in them today."""

from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, case, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from socle.columns import this_day
from socle.extensions import db
from socle.viewers import held_ids, holds, holds_role

from .models import RANKS, Organe, Place, Siege

ANSWERS = "repond"
DESK = (Place.PRESIDENT, Place.SECRETAIRE)


@holds("siege")
def seats_held(compte_id: int) -> Select:
    """Seats of an account: body, place, whether it is the body that answers the notes."""
    return (
        select(Siege.organe_id, Siege.place, case((Organe.repond, ANSWERS), else_=""))
        .join(Organe, Organe.id == Siege.organe_id)
        .where(Siege.compte_id == compte_id, in_force())
    )


@holds("conseil")
def who_answers(_compte_id: int) -> Select:
    """The body that answers the notes: read with whoever signs in, so that a rule may ask it."""
    return select(Organe.id, literal(""), literal("")).where(Organe.repond)


def in_force():
    """The condition that a seat is held today."""
    return (Siege.debut <= this_day()) & or_(Siege.fin.is_(None), Siege.fin >= this_day())


def sits(viewer: Any, organe_id: int, *places: Place) -> bool:
    """Whether the viewer sits in this body, in one of the places when some are named."""
    return holds_role(viewer, "siege", organe_id, *places)


def sits_where_notes_go(viewer: Any, *places: Place) -> bool:
    """Whether the viewer sits in the body that answers notes, in one of the places when some are named."""
    return bool(held_ids(viewer, "siege", places, ANSWERS))


def bodies_of(viewer: Any) -> list[int]:
    """Ids of the bodies the viewer sits in."""
    return held_ids(viewer, "siege")


def desks_of(viewer: Any) -> list[int]:
    """Ids of the bodies at whose desk the viewer sits."""
    return held_ids(viewer, "siege", DESK)


SEATS = (
    select(Siege)
    .join(Siege.compte)
    .where(Siege.organe_id == bindparam("organe_id"), or_(Siege.fin.is_(None), Siege.fin >= this_day()))
    .options(
        contains_eager(Siege.compte).load_only(Compte.nom, Compte.alias),
        joinedload(Siege.structure).load_only(Structure.nom),
    )
    .order_by(case(RANKS, value=Siege.place), Compte.nom)
)


def seats_of(organe: Organe) -> list[Siege]:
    """Who sits today and who will, the desk first: one statement."""
    return list(db.session.scalars(SEATS, {"organe_id": organe.id}))


def seated(organe: Organe) -> list[Siege]:
    """Who sits today, the desk first."""
    return [siege for siege in seats_of(organe) if siege.en_cours]


def desk_of(organe_id: int) -> list[int]:
    """Account ids of the president and the secretaries."""
    statement = select(Siege.compte_id).where(Siege.organe_id == organe_id, Siege.place.in_(DESK), in_force())
    return list(db.session.scalars(statement))


def by_name() -> tuple:
    """The order of a list."""
    return (Organe.nom, Organe.id)


def answering() -> Organe | None:
    """The body that answers the notes of the communautés, once the chambre has said which."""
    return db.session.scalar(select(Organe).where(Organe.repond))


def somebody_answers(viewer: Any) -> bool:
    """Whether the chambre has said which body answers, for someone signed in."""
    return bool(held_ids(viewer, "conseil"))


def named_so(nom: str) -> bool:
    """Whether a body already has this name."""
    return db.session.scalar(select(Organe.id).where(Organe.nom == nom).limit(1)) is not None


def of_slug(slug: str) -> Organe | None:
    """The body of this address."""
    return db.session.scalar(select(Organe).where(Organe.slug == slug))


def seat_of(organe_id: int, compte_id: int, debut: date, fin: date | None) -> Siege | None:
    """A seat of this person in this body, on one of these days."""
    theirs = (Siege.organe_id == organe_id) & (Siege.compte_id == compte_id)
    meanwhile = or_(Siege.fin.is_(None), Siege.fin >= debut)
    if fin:
        meanwhile &= Siege.debut <= fin
    return db.session.scalar(select(Siege).where(theirs, meanwhile).limit(1))


def presidents_of(organe_id: int) -> list[int]:
    """The seats that preside today."""
    chairs = (Siege.organe_id == organe_id) & (Siege.place == Place.PRESIDENT)
    return list(db.session.scalars(select(Siege.id).where(chairs, in_force())))
