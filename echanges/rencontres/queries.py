"""Questions about dates."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from socle.clock import now
from socle.extensions import db
from socle.sujets import Ref

from .models import Rencontre


def coming(host: Ref, limit: int = 3) -> list[Rencontre]:
    """The next meetings of a sujet, with their sites: one statement whatever their number."""
    following = (
        select(Rencontre.id)
        .where(
            Rencontre.sujet_kind == host.kind,
            Rencontre.sujet_id == host.id,
            Rencontre.fin >= now(),
            Rencontre.annulee_le.is_(None),
        )
        .order_by(Rencontre.debut)
        .limit(limit)
        .subquery()
    )
    statement = select(Rencontre).where(Rencontre.id.in_(select(following))).order_by(Rencontre.debut)
    return list(db.session.scalars(statement.options(joinedload(Rencontre.sites))).unique())
