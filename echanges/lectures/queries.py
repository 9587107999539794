"""Questions about what a person has read."""

from sqlalchemy import select

from socle.extensions import db

from .models import Position


def position_of(fil_id: int, compte_id: int | None) -> int | None:
    """The last rang that a person has read of a fil, ``None`` when they never opened it."""
    position = db.session.get(Position, (fil_id, compte_id)) if compte_id else None
    return position.rang if position else None


def positions_of(fil_ids: list[int], compte_id: int | None) -> dict[int, int]:
    """How far a person has read each of these fils, in one statement."""
    if not compte_id or not fil_ids:
        return {}
    statement = select(Position.fil_id, Position.rang).where(
        Position.compte_id == compte_id, Position.fil_id.in_(fil_ids)
    )
    return dict(db.session.execute(statement).tuples().all())
