"""Roles in a perimeter, and mandats: a person acts for a structure, between two dates."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from socle.clock import now, today
from socle.extensions import Model
from socle.states import say
from socle.sujets import Ref

ROLE_OVER = "Ce rôle n'est plus en vigueur."
MANDAT_OVER = "Ce mandat est déjà terminé."


class Fonction(StrEnum):
    """Roles of the platform, a territory, a service or a structure (``domaine`` §4.1)."""

    ADMIN_PLATEFORME = "admin_plateforme"
    CHARGE_MISSION = "charge_mission"
    AGENT_COLLECTIVITE = "agent_collectivite"
    ELU_COLLECTIVITE = "elu_collectivite"
    ACTEUR_REFERENT = "acteur_referent"


FONCTIONS = say(
    {
        Fonction.CHARGE_MISSION: "Chargé ou chargée de mission de la chambre",
        Fonction.ACTEUR_REFERENT: "Acteur référent d'une fabrique",
        Fonction.AGENT_COLLECTIVITE: "Agent ou agente d'une collectivité",
        Fonction.ELU_COLLECTIVITE: "Élu ou élue d'une collectivité",
        Fonction.ADMIN_PLATEFORME: "Administration de la plateforme",
    }
)
# The perimeters in which each role is given; None is the whole platform.
PERIMETRES: dict[Fonction, tuple[str | None, ...]] = {
    Fonction.ADMIN_PLATEFORME: (None,),
    Fonction.CHARGE_MISSION: (None,),  # its powers are those of the chambre, over the whole région
    Fonction.ACTEUR_REFERENT: ("territoire",),
    Fonction.AGENT_COLLECTIVITE: ("structure", "territoire"),
    Fonction.ELU_COLLECTIVITE: ("structure", "territoire"),
}


class Role(Model):
    """A role given to an account, in a perimeter: ``territoire:12``, ``structure:3``, or everywhere."""

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id, ondelete="CASCADE"), index=True)
    fonction: Mapped[Fonction]
    perimetre_kind: Mapped[str | None]
    perimetre_id: Mapped[int | None]
    debut: Mapped[date] = mapped_column(default=today)
    fin: Mapped[date | None]
    donne_le: Mapped[datetime] = mapped_column(default=now)
    compte: Mapped[Compte] = relationship()

    __table_args__ = (Index("ix_role_perimetre", "perimetre_kind", "perimetre_id"),)

    @property
    def libelle(self) -> str:
        """The role in words."""
        return FONCTIONS[self.fonction]

    @property
    def perimetre(self) -> Ref | None:
        """Where it is held; ``None`` for the whole platform."""
        return Ref(self.perimetre_kind, self.perimetre_id) if self.perimetre_kind else None

    @property
    def en_vigueur(self) -> bool:
        """Whether it holds today."""
        return self.debut <= today() and (self.fin is None or today() <= self.fin)

    @property
    def termine(self) -> bool:
        """Whether its last day is past."""
        return self.fin is not None and self.fin < today()


class Mandat(Model):
    """A person speaks for a structure; an expired mandate signs nothing, what it signed stays signed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id, ondelete="CASCADE"), index=True)
    structure_id: Mapped[int] = mapped_column(ForeignKey(Structure.id), index=True)
    fonction: Mapped[str]
    suppleant: Mapped[bool] = mapped_column(default=False)
    debut: Mapped[date] = mapped_column(default=today)
    fin: Mapped[date | None]
    cree_le: Mapped[datetime] = mapped_column(default=now)
    compte: Mapped[Compte] = relationship()
    structure: Mapped[Structure] = relationship()

    @property
    def libelle(self) -> str:
        """The sentence frozen on each act: « Ressourcerie du Plateau (directrice) »."""
        return f"{self.structure.nom} ({self.fonction})" if self.fonction else self.structure.nom

    @property
    def en_vigueur(self) -> bool:
        """Whether it signs today."""
        return self.debut <= today() and (self.fin is None or today() <= self.fin)

    @property
    def termine(self) -> bool:
        """Whether its last day is past."""
        return self.fin is not None and self.fin < today()
