"""Questions about dates."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from socle.clock import now
from socle.extensions import db
from socle.sujets import Ref

from .models import Rencontre


def coming(host: Ref, limit: int = 3) -> list[Rencontre]:
    """The next meetings of a sujet, with their sites: two statements whatever their number."""
    statement = (
        select(Rencontre)
        .where(
            Rencontre.sujet_kind == host.kind,
            Rencontre.sujet_id == host.id,
            Rencontre.fin >= now(),
            Rencontre.annulee_le.is_(None),
        )
        .order_by(Rencontre.debut)
        .limit(limit)
        .options(selectinload(Rencontre.sites))
    )
    return list(db.session.scalars(statement))
