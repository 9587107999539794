"""Questions about decisions."""

from sqlalchemy import select

from instances.seances.models import Seance
from instances.seances.queries import questions_in
from socle.extensions import db
from socle.sujets import Ref

from .models import Decision


def decisions_in(seance: Seance) -> dict[Ref, Decision]:
    """What has been written down in a séance, by what it is about."""
    statement = select(Decision).where(Decision.seance_id == seance.id).order_by(Decision.id)
    return {decision.about: decision for decision in db.session.scalars(statement)}


def decisions_about(kind: str, seance_id: int) -> list[Decision]:
    """The decisions of a séance about one kind of sujet."""
    statement = select(Decision).where(Decision.seance_id == seance_id, Decision.sujet_kind == kind)
    return list(db.session.scalars(statement.order_by(Decision.id)))


def still_to_decide(seance: Seance) -> list[Ref]:
    """Lines of the agenda without an answer."""
    written = decisions_in(seance)
    return [
        question.about
        for _, asked in questions_in(seance)
        for question in asked
        if question.about not in written
    ]
