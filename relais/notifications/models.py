"""Notifications: one sentence kept for one person until it is read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annuaire.comptes.models import Compte
from socle.clock import now
from socle.extensions import Model
from socle.journal import Fait
from socle.sujets import Ref


class Notification(Model):
    """A sentence about a sujet, caused by a fact; the pair makes it unique for a person."""

    id: Mapped[int] = mapped_column(primary_key=True)
    fait_id: Mapped[int] = mapped_column(ForeignKey(Fait.id))
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id))
    phrase: Mapped[str]
    pourquoi: Mapped[str] = mapped_column(default="")
    sujet: Mapped[str]
    creee_le: Mapped[datetime] = mapped_column(default=now)
    lue_le: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("fait_id", "compte_id", "sujet"),
        Index("ix_notification_a_lire", "compte_id", "lue_le", "id"),
    )

    @property
    def about(self) -> Ref | None:
        """What it is about."""
        return Ref.read(self.sujet)
