"""Territoires: régions, départements, intercommunalités, communes; and the five filières."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from socle.extensions import db


class GenreTerritoire(StrEnum):
    """The levels of the administrative map, from the widest."""

    REGION = "region"
    DEPARTEMENT = "departement"
    EPCI = "epci"
    COMMUNE = "commune"
    LOCAL = "local"


class Territoire(db.Model):
    """A territory: ``code`` is INSEE's for régions, départements and communes, a SIREN for an EPCI."""

    id: Mapped[int] = mapped_column(primary_key=True)
    genre: Mapped[GenreTerritoire]
    code: Mapped[str]
    nom: Mapped[str]
    nom_long: Mapped[str]
    recherche: Mapped[str] = mapped_column(index=True)
    departement: Mapped[str | None]
    population: Mapped[int | None]
    annee: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    __table_args__ = (UniqueConstraint("genre", "code"),)

    @property
    def titre(self) -> str:
        """The name that tells two homonyms apart."""
        return self.nom_long


class Rattachement(db.Model):
    """A territory lies in another; a commune lies in a département and in an EPCI."""

    enfant_id: Mapped[int] = mapped_column(ForeignKey(Territoire.id, ondelete="CASCADE"), primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey(Territoire.id, ondelete="CASCADE"), primary_key=True)
    enfant: Mapped[Territoire] = relationship(foreign_keys=enfant_id)
    parent: Mapped[Territoire] = relationship(foreign_keys=parent_id)

    __table_args__ = (Index("ix_rattachement_parent", "parent_id"),)


class Filiere(db.Model):
    """One of the fields of development of the fabrique; aliases lead to it (BR-30)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    nom: Mapped[str]
    alias: Mapped[list]
    ordre: Mapped[int]
