"""Organes: the bodies that decide, and who sits in them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from socle.clock import now, today
from socle.extensions import Model
from socle.states import say


class Genre(StrEnum):
    """Kinds of bodies."""

    CA = "ca"


class Place(StrEnum):
    """What one is in a body (not a role of the platform)."""

    PRESIDENT = "president"
    SECRETAIRE = "secretaire"
    MEMBRE = "membre"


say({Genre.CA: "Conseil d’administration"})
say({Place.PRESIDENT: "présidence", Place.SECRETAIRE: "secrétariat", Place.MEMBRE: "membre"})


class Organe(Model):
    """A body that meets, deliberates and answers."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    genre: Mapped[Genre]
    nom: Mapped[str]
    objet: Mapped[str] = mapped_column(default="")
    cree_le: Mapped[datetime] = mapped_column(default=now)

    @property
    def titre(self) -> str:
        """Its name."""
        return self.nom


class Siege(Model):
    """A person sits in a body between two dates, in a college when it has some."""

    id: Mapped[int] = mapped_column(primary_key=True)
    organe_id: Mapped[int] = mapped_column(ForeignKey(Organe.id), index=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), index=True)
    structure_id: Mapped[int | None] = mapped_column(ForeignKey(Structure.id))
    place: Mapped[Place] = mapped_column(default=Place.MEMBRE)
    college: Mapped[str] = mapped_column(default="")
    debut: Mapped[date] = mapped_column(default=today)
    fin: Mapped[date | None]
    organe: Mapped[Organe] = relationship()
    compte: Mapped[Compte] = relationship()
    structure: Mapped[Structure | None] = relationship()
