"""Structures: the organisations for which people act."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.territoires.models import Territoire
from socle.clock import now
from socle.extensions import db


class Famille(StrEnum):
    """The families of the law of 2014, and the public authorities that act beside them."""

    ASSOCIATION = "association"
    COOPERATIVE = "cooperative"
    MUTUELLE = "mutuelle"
    FONDATION = "fondation"
    SOCIETE = "societe_ess"
    COLLECTIVITE = "collectivite"
    AUTRE = "autre"


class Structure(db.Model):
    """An organisation: enough to carry mandates; the directory comes later."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    nom: Mapped[str]
    famille: Mapped[Famille]
    siren: Mapped[str | None] = mapped_column(unique=True)
    siret: Mapped[str | None]
    territoire_id: Mapped[int | None] = mapped_column(ForeignKey(Territoire.id), index=True)
    objet: Mapped[str] = mapped_column(default="")
    adherente: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    cree_le: Mapped[datetime] = mapped_column(default=now)
    territoire: Mapped[Territoire | None] = relationship()

    @property
    def titre(self) -> str:
        """Its name."""
        return self.nom
