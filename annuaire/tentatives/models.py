"""Tentatives: when someone last tried a door: guessing is slow, also across processes and restarts."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from socle.clock import now
from socle.extensions import Model


class Tentative(Model):
    """The instants (seconds) of the recent tries on one door; ``porte`` is a hash, never an address."""

    porte: Mapped[str] = mapped_column(primary_key=True)
    instants: Mapped[list]
    derniere: Mapped[datetime] = mapped_column(default=now, index=True)
