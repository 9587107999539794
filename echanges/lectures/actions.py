"""Remembering how far a person has read."""

from sqlalchemy.exc import IntegrityError

from socle.clock import now
from socle.extensions import db

from .models import Position


def read_up_to(fil_id: int, compte_id: int, rang: int) -> None:
    """I have read up to here; never backwards."""
    position = db.session.get(Position, (fil_id, compte_id)) or _first(fil_id, compte_id)
    position.rang, position.lu_le = max(position.rang, rang), now()
    db.session.flush()


def _first(fil_id: int, compte_id: int) -> Position:
    """The mark of a fil never read; two screens of the same person may make it at once."""
    try:
        with db.session.begin_nested():
            db.session.add(Position(fil_id=fil_id, compte_id=compte_id, rang=0))
    except IntegrityError:
        pass
    return db.session.get(Position, (fil_id, compte_id), populate_existing=True)
