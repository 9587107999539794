"""Décisions: what a body answered to one line, written down in the séance, true once published."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.comptes.models import Compte
from instances.seances.models import Point, Seance
from socle.clock import now
from socle.extensions import Model
from socle.series import Forme
from socle.states import say
from socle.sujets import Ref

REFERENCES = Forme("DEC")


class Issue(StrEnum):
    """The answers a board gives (``domaine`` SYS-12)."""

    PORTEE = "portee"
    PORTEE_SOUS_CONDITIONS = "portee_sous_conditions"
    CONFIEE = "confiee"
    AJOURNEE = "ajournee"
    RENVOYEE = "renvoyee"
    NON_PORTEE = "non_portee"


MOTS = say(
    {
        Issue.PORTEE: ("Portée par la chambre", "bois"),
        Issue.PORTEE_SOUS_CONDITIONS: ("Portée sous conditions", "bois"),
        Issue.CONFIEE: ("Confiée à un partenaire", "bois"),
        Issue.AJOURNEE: ("Ajournée à une prochaine séance", "miel"),
        Issue.RENVOYEE: ("Renvoyée à la communauté", "miel"),
        Issue.NON_PORTEE: ("Non portée", "brique"),
    }
)
OWES_REASON = (Issue.PORTEE_SOUS_CONDITIONS, Issue.CONFIEE, Issue.RENVOYEE, Issue.NON_PORTEE)
CARRIED = (Issue.PORTEE, Issue.PORTEE_SOUS_CONDITIONS)


class Decision(Model):
    """One answer to one line. Nothing outside the instance knows it before ``publiee_le``."""

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    seance_id: Mapped[int] = mapped_column(ForeignKey(Seance.id))
    point_id: Mapped[int] = mapped_column(ForeignKey(Point.id))
    sujet_kind: Mapped[str]
    sujet_id: Mapped[int]
    titre: Mapped[str]
    issue: Mapped[Issue]
    motif: Mapped[str] = mapped_column(default="")
    pilote: Mapped[str] = mapped_column(default="")
    echeance: Mapped[date | None]
    ecrite_par_id: Mapped[int] = mapped_column(ForeignKey(Compte.id))
    ecrite_le: Mapped[datetime] = mapped_column(default=now)
    publiee_le: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    seance: Mapped[Seance] = relationship()
    point: Mapped[Point] = relationship()

    __table_args__ = (
        UniqueConstraint("seance_id", "sujet_kind", "sujet_id"),
        Index("ix_decision_sujet", "sujet_kind", "sujet_id"),
    )

    @property
    def about(self) -> Ref:
        """What was decided."""
        return Ref(self.sujet_kind, self.sujet_id)
