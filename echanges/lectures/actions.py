"""Remembering how far a person has read."""

from socle.clock import now
from socle.extensions import db

from .models import Position


def read_up_to(fil_id: int, compte_id: int, rang: int) -> None:
    """I have read up to here; never backwards."""
    position = db.session.get(Position, (fil_id, compte_id))
    if position is None:
        position = Position(fil_id=fil_id, compte_id=compte_id, rang=0)
        db.session.add(position)
    position.rang, position.lu_le = max(position.rang, rang), now()
    db.session.flush()
