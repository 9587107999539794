"""Questions about what a person has read."""

from socle.extensions import db

from .models import Position


def position_of(fil_id: int, compte_id: int | None) -> int | None:
    """The last rang that a person has read of a fil, ``None`` when they never opened it."""
    position = db.session.get(Position, (fil_id, compte_id)) if compte_id else None
    return position.rang if position else None
