"""Questions about séances, and what the things on their agenda ask to be decided."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from echanges.rencontres.models import Rencontre
from instances.organes.models import Organe
from socle.errors import NotVisible
from socle.extensions import db
from socle.sujets import Ref

from .models import Etat, Point, Seance


@dataclass(frozen=True)
class Question:
    """One line to decide: about what, in whose words, and the decision expected."""

    about: Ref
    titre: str
    resume: str
    attendu: str
    facts: tuple[tuple[str, str], ...] = ()


_asking: dict[str, Callable[[int], list[Question]]] = {}


def asks(kind: str) -> Callable:
    """Declare what a sujet put on an agenda asks the body to decide: ``function(id) -> [Question]``."""

    def declare(function: Callable[[int], list[Question]]) -> Callable:
        if kind in _asking and _asking[kind].__qualname__ != function.__qualname__:
            raise TypeError(f"{kind} already asks")
        _asking[kind] = function
        return function

    return declare


def asking() -> list[str]:
    """The kinds of sujets that are put on agendas because they ask something."""
    return list(_asking)


def questions_of(point: Point) -> list[Question]:
    """What this point asks to be decided; nothing for a point of information."""
    about = point.about
    return _asking[about.kind](about.id) if about and about.kind in _asking else []


def questions_in(seance: Seance) -> list[tuple[Point, list[Question]]]:
    """The agenda with its questions, in order."""
    return [(point, questions_of(point)) for point in seance.points]


def to_answer(organe_ids: list[int]) -> Select:
    """Séances of these bodies whose answers are to write or to publish, oldest first."""
    open_ones = Seance.etat.in_([Etat.OUVERTE, Etat.CLOSE])
    return (
        select(Seance)
        .where(Seance.organe_id.in_(organe_ids), open_ones)
        .options(joinedload(Seance.rencontre))
        .order_by(Seance.id)
    )


def with_moment() -> tuple:
    """Load the moment, the sites and the body."""
    return (joinedload(Seance.organe), joinedload(Seance.rencontre).selectinload(Rencontre.sites))


def with_agenda() -> tuple:
    """Load the agenda besides."""
    return (*with_moment(), selectinload(Seance.points))


def of_organe(organe: Organe):
    """The condition that a séance is this body's."""
    return Seance.organe_id == organe.id


def in_state(etat: Etat):
    """The condition that it stands there."""
    return Seance.etat == etat


def of_seance(seance: Seance):
    """The condition that a point is on this agenda."""
    return Point.seance_id == seance.id


def in_order() -> tuple:
    """The order of an agenda."""
    return (Point.rang,)


def latest_first() -> tuple:
    """The order of a list: the day of the séance, not that on which it was planned."""
    return (Seance.debut.desc(), Seance.id.desc())


def not_over():
    """The condition that its answers are still to come."""
    return Seance.etat.in_([Etat.PLANIFIEE, Etat.OUVERTE, Etat.CLOSE])


def point_of(seance: Seance, point_id: int) -> Point:
    """This point of the agenda. Raises ``NotVisible`` when it is not on it."""
    found = next((point for point in seance.points if point.id == point_id), None)
    if found is None:
        raise NotVisible
    return found


def next_rang(seance: Seance) -> int:
    """The place of one more point; call under the séance's lock."""
    return (db.session.scalar(select(func.max(Point.rang)).where(Point.seance_id == seance.id)) or 0) + 1


def planned_for(organe: Organe) -> list[Seance]:
    """Séances on whose agenda something may still be put."""
    statement = (
        select(Seance)
        .where(of_organe(organe), Seance.etat.in_([Etat.PLANIFIEE, Etat.OUVERTE]))
        .options(joinedload(Seance.rencontre))
        .order_by(Seance.id)
    )
    return list(db.session.scalars(statement))
