"""Structures: the organisations for which people act."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from annuaire.territoires.models import PLAIN, Territoire, plain
from socle.clock import now
from socle.extensions import Model
from socle.states import say


class Famille(StrEnum):
    """The families of the law of 2014, and the public authorities that act beside them."""

    ASSOCIATION = "association"
    COOPERATIVE = "cooperative"
    MUTUELLE = "mutuelle"
    FONDATION = "fondation"
    SOCIETE = "societe_ess"
    COLLECTIVITE = "collectivite"
    AUTRE = "autre"


FAMILLES = say(
    {
        Famille.ASSOCIATION: "Association",
        Famille.COOPERATIVE: "Coopérative",
        Famille.MUTUELLE: "Mutuelle",
        Famille.FONDATION: "Fondation",
        Famille.SOCIETE: "Société commerciale de l'ESS",
        Famille.COLLECTIVITE: "Collectivité ou organisme public",
        Famille.AUTRE: "Autre",
    }
)


class Structure(Model):
    """An organisation: what it is, where it sits, what it does, and who may sign for it elsewhere."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    nom: Mapped[str]
    recherche: Mapped[str] = mapped_column(PLAIN, index=True)
    sigle: Mapped[str] = mapped_column(default="")
    famille: Mapped[Famille]
    siren: Mapped[str | None] = mapped_column(unique=True)
    siret: Mapped[str | None]
    territoire_id: Mapped[int | None] = mapped_column(ForeignKey(Territoire.id), index=True)
    objet: Mapped[str] = mapped_column(default="")
    site: Mapped[str] = mapped_column(default="")
    adherente: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    cree_le: Mapped[datetime] = mapped_column(default=now)
    modifie_le: Mapped[datetime | None]
    territoire: Mapped[Territoire | None] = relationship()

    @validates("nom")
    def _follow_the_name(self, _name: str, nom: str) -> str:
        self.recherche = plain(nom)
        return nom

    @property
    def titre(self) -> str:
        """Its name."""
        return self.nom
