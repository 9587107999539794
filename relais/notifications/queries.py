"""Questions about what a person has been told."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select

from socle.extensions import db

from .models import Notification


def told_to(viewer: Any) -> Select:
    """Everything kept for a person."""
    return select(Notification).where(Notification.compte_id == (viewer.id or 0))


def latest_first() -> tuple:
    """The order of the list."""
    return (Notification.creee_le.desc(), Notification.id.desc())


def unread_count(compte_id: int) -> ScalarSelect:
    """How many sentences wait, to be read along with something else."""
    waiting = select(func.count()).where(Notification.compte_id == compte_id, Notification.lue_le.is_(None))
    return waiting.scalar_subquery()


def unread_by(compte_id: int) -> int:
    """How many sentences wait."""
    return db.session.scalar(select(unread_count(compte_id))) or 0


def kept(fait_id: int, compte_id: int, sujet: str) -> bool:
    """Whether this fact already told this person about this sujet."""
    return bool(
        db.session.scalar(
            select(Notification.id).where(
                Notification.fait_id == fait_id,
                Notification.compte_id == compte_id,
                Notification.sujet == sujet,
            )
        )
    )
