"""Remembering how far a person has read."""

from functools import cache
from typing import Any

from sqlalchemy import case

from socle.clock import now
from socle.database import on_sqlite, upsert
from socle.extensions import db

from .models import Position


def read_up_to(fil_id: int, compte_id: int, rang: int) -> None:
    """I have read up to here; never backwards. One statement, whether it is the first time or not."""
    db.session.flush()
    read = {"fil_id": fil_id, "compte_id": compte_id, "rang": rang, "lu_le": now()}
    db.session.execute(_further(on_sqlite()), read)


@cache
def _further(_engine: bool) -> Any:
    """The statement, built once for each engine."""
    position = Position.__table__
    first = upsert(position)
    further = case((position.c.rang < first.excluded.rang, first.excluded.rang), else_=position.c.rang)
    return first.on_conflict_do_update(
        index_elements=[position.c.fil_id, position.c.compte_id],
        set_={"rang": further, "lu_le": first.excluded.lu_le},
    )
