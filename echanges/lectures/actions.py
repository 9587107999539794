"""Remembering how far a person has read."""

from sqlalchemy import case

from socle.clock import now
from socle.database import upsert
from socle.extensions import db

from .models import Position


def read_up_to(fil_id: int, compte_id: int, rang: int) -> None:
    """I have read up to here; never backwards. One statement, whether it is the first time or not."""
    db.session.flush()
    first = upsert(Position).values(fil_id=fil_id, compte_id=compte_id, rang=rang, lu_le=now())
    further = case((Position.rang < first.excluded.rang, first.excluded.rang), else_=Position.rang)
    again = first.on_conflict_do_update(
        index_elements=[Position.fil_id, Position.compte_id],
        set_={"rang": further, "lu_le": first.excluded.lu_le},
    )
    db.session.execute(again, execution_options={"synchronize_session": False})
