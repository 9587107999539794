"""What the public home shows of the answers, and the one whose whole road is its example."""

from sqlalchemy import select

from communautes.propositions.models import DECIDEES, Etat, Proposition
from communautes.propositions.queries import in_state, newest_first, with_people
from socle.extensions import db
from socle.permissions import GUEST, visible


def latest_answers(shown: int) -> tuple[list[Proposition], Proposition | None]:
    """The latest propositions answered, and one that led to a result, else the oldest: one statement."""
    answered = visible(Proposition, GUEST).where(in_state(*DECIDEES)).with_only_columns(Proposition.id)
    latest = select(answered.order_by(*newest_first()).limit(shown).subquery())
    done = select(answered.where(in_state(Etat.REALISEE)).order_by(Proposition.id).limit(1).subquery())
    known = select(Proposition).where(Proposition.id.in_(latest.union_all(done)))
    rows = list(db.session.scalars(known.options(*with_people()).order_by(*newest_first())))
    finished = [one for one in rows if one.etat is Etat.REALISEE]
    return rows[:shown], (finished or rows or [None])[-1]
