"""Rencontres: one moment, several sites.

A séance of an instance is one; so is the meeting of a communauté.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from socle.extensions import Model


class Rencontre(Model):
    """A meeting: a single beginning and end, shared by all its sites (BR-08)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    sujet_kind: Mapped[str]
    sujet_id: Mapped[int]
    titre: Mapped[str]
    debut: Mapped[datetime]
    fin: Mapped[datetime]
    annulee_le: Mapped[datetime | None]
    sites: Mapped[list["Site"]] = relationship(back_populates="rencontre", order_by="Site.id")

    __table_args__ = (Index("ix_rencontre_sujet", "sujet_kind", "sujet_id", "debut"),)


class Site(Model):
    """A place of a meeting: several towns meet at the same time."""

    id: Mapped[int] = mapped_column(primary_key=True)
    rencontre_id: Mapped[int] = mapped_column(ForeignKey(Rencontre.id, ondelete="CASCADE"), index=True)
    ville: Mapped[str]
    lieu: Mapped[str]
    accessibilite: Mapped[str] = mapped_column(default="")
    lien: Mapped[str] = mapped_column(default="")
    rencontre: Mapped[Rencontre] = relationship(back_populates="sites")
