"""Plans: the actions that published decisions start, and what came of them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from instances.decisions.models import Decision
from socle.clock import now, today
from socle.extensions import Model
from socle.series import Forme
from socle.states import Machine

REFERENCES = Forme("ACT")


class Etat(StrEnum):
    """Where an action stands."""

    A_DEMARRER = "a_demarrer"
    EN_COURS = "en_cours"
    REALISEE = "realisee"


ACTION = Machine(
    "action",
    {
        Etat.A_DEMARRER: ("À démarrer", "neutral"),
        Etat.EN_COURS: ("En cours", "miel"),
        Etat.REALISEE: ("Réalisée", "bois"),
    },
    "Ce n'est plus possible à ce stade de l'action.",
    start=(Etat.A_DEMARRER, Etat.EN_COURS),
    finish=(Etat.EN_COURS, Etat.REALISEE),
)


class Action(Model):
    """A dated, piloted piece of work that comes from a decision (BR-13)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey(Decision.id), unique=True)
    titre: Mapped[str]
    pilote: Mapped[str]
    echeance: Mapped[date]
    etat: Mapped[Etat] = mapped_column(default=Etat.A_DEMARRER)
    creee_le: Mapped[datetime] = mapped_column(default=now)
    decision: Mapped[Decision] = relationship()
    resultat: Mapped["Resultat | None"] = relationship(back_populates="action")

    @property
    def en_retard(self) -> bool:
        """Whether its day is past and it is not done."""
        return self.etat is not Etat.REALISEE and self.echeance < today()


class Resultat(Model):
    """What came of an action, in words: the end of the line."""

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey(Action.id), unique=True)
    texte: Mapped[str]
    ecrit_le: Mapped[datetime] = mapped_column(default=now)
    action: Mapped[Action] = relationship(back_populates="resultat")

    @property
    def titre(self) -> str:
        """Its first words."""
        return self.texte if len(self.texte) <= 80 else self.texte[:80] + "…"
