"""Questions about decisions."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from instances.organes.models import Organe
from instances.organes.queries import by_name
from instances.seances.models import Seance
from instances.seances.queries import of_organe, questions_in
from socle.clock import PARIS, today
from socle.extensions import db
from socle.numbers import whole
from socle.sujets import Ref

from .models import MOTS, Decision, Issue


def published():
    """The condition that the answer is told."""
    return Decision.publiee_le.is_not(None)


def answered(issue: Issue):
    """The condition that this was the answer."""
    return Decision.issue == issue


def by_organe(organe: Organe):
    """The condition that this body decided."""
    return Decision.seance_id.in_(select(Seance.id).where(of_organe(organe)))


def in_year(year: int):
    """The condition that it was published that year, at the clock of Paris."""
    began, ended = (datetime(one, 1, 1, tzinfo=PARIS) for one in (year, year + 1))
    return (Decision.publiee_le >= began) & (Decision.publiee_le < ended)


def latest_first() -> tuple:
    """The order of a list of published answers."""
    return (Decision.publiee_le.desc(), Decision.id.desc())


def with_seance() -> tuple:
    """Load the sitting, its body and its moment."""
    seance = joinedload(Decision.seance)
    return (seance.joinedload(Seance.organe), seance.joinedload(Seance.rencontre))


def issues() -> list[tuple[Issue, str]]:
    """The answers that a body may give, in words."""
    return [(issue, words) for issue, (words, _) in MOTS.items()]


def year_of(text: str) -> int | None:
    """The year that a text is."""
    year = whole(text)
    return year if year is not None and 1800 <= year <= 2200 else None


def years() -> list[tuple[int, str]]:
    """The years of which something may be read, the latest first."""
    first = db.session.scalar(select(func.min(Seance.publiee_le)))
    began = first.astimezone(PARIS).year if first else today().year
    return [(year, str(year)) for year in range(today().year, began - 1, -1)]


def bodies() -> list[tuple[str, str]]:
    """The bodies that answer, by their address."""
    return [(one.slug, one.nom) for one in db.session.scalars(select(Organe).order_by(*by_name()))]


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
