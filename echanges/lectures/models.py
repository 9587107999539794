"""Lectures: up to which message a person has read a fil.

Below ``fils``: a fil is known here by its number.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annuaire.comptes.models import Compte
from socle.clock import now
from socle.extensions import Model


class Position(Model):
    """How far a person has read a fil."""

    fil_id: Mapped[int] = mapped_column(ForeignKey("fil.id"), primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), primary_key=True, index=True)
    rang: Mapped[int] = mapped_column(default=0)
    lu_le: Mapped[datetime] = mapped_column(default=now)
