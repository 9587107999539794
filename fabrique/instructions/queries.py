"""Questions about what was asked, answered and noted."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from fabrique.besoins.models import Besoin
from socle.extensions import db

from .models import NoteInterne, Question


def about(noun: type[Question] | type[NoteInterne], besoin: Besoin):
    """The condition that a question or a note is about this need."""
    return noun.besoin_id == besoin.id


def about_it(besoin: Besoin):
    """The condition that a question is about this need."""
    return about(Question, besoin)


def oldest_first() -> tuple:
    """The order in which it was asked."""
    return (Question.id,)


def with_people() -> tuple:
    """Load who asked and who answered."""
    return joinedload(Question.auteur), joinedload(Question.repondue_par)


def asked_about(besoin: Besoin, readable: Select) -> list[Question]:
    """What was asked, the oldest first, for those who may read it."""
    asked = readable.where(about_it(besoin)).options(*with_people())
    return list(db.session.scalars(asked.order_by(*oldest_first())))


def notes_about(besoin: Besoin, readable: Select) -> list[NoteInterne]:
    """What those who answer for it noted, the newest first."""
    notes = readable.where(about(NoteInterne, besoin)).options(joinedload(NoteInterne.auteur))
    return list(db.session.scalars(notes.order_by(NoteInterne.id.desc())))


def still_unanswered(besoin: Besoin) -> int:
    """How many questions wait for an answer."""
    open_ones = select(func.count(Question.id)).where(about(Question, besoin), Question.repondue_le.is_(None))
    return db.session.scalar(open_ones) or 0
