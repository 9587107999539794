"""Séances: one sitting of a body, with its agenda. A séance is a rencontre."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from echanges.rencontres.models import Rencontre
from instances.organes.models import Organe
from socle.clock import now
from socle.extensions import Model
from socle.states import Machine
from socle.sujets import Ref


class Etat(StrEnum):
    """Where a séance stands."""

    PLANIFIEE = "planifiee"
    OUVERTE = "ouverte"
    CLOSE = "close"
    PUBLIEE = "publiee"
    ANNULEE = "annulee"


SEANCE = Machine(
    "seance",
    {
        Etat.PLANIFIEE: ("Planifiée", "neutral"),
        Etat.OUVERTE: ("En cours", "miel"),
        Etat.CLOSE: ("Close, réponses à publier", "miel"),
        Etat.PUBLIEE: ("Réponses publiées", "bois"),
        Etat.ANNULEE: ("Annulée", "brique"),
    },
    "Ce n'est plus possible à ce stade de la séance.",
    open=(Etat.PLANIFIEE, Etat.OUVERTE),
    close=(Etat.OUVERTE, Etat.CLOSE),
    reopen=(Etat.CLOSE, Etat.OUVERTE),
    publish=(Etat.CLOSE, Etat.PUBLIEE),
    cancel=(Etat.PLANIFIEE, Etat.ANNULEE),
)


OPENED = "La séance est ouverte : son ordre du jour ne perd plus de point."


class Seance(Model):
    """A sitting; its moment and its sites are those of its rencontre."""

    id: Mapped[int] = mapped_column(primary_key=True)
    organe_id: Mapped[int] = mapped_column(ForeignKey(Organe.id), index=True)
    rencontre_id: Mapped[int] = mapped_column(ForeignKey(Rencontre.id))
    etat: Mapped[Etat] = mapped_column(default=Etat.PLANIFIEE)
    creee_le: Mapped[datetime] = mapped_column(default=now)
    publiee_le: Mapped[datetime | None]
    organe: Mapped[Organe] = relationship()
    rencontre: Mapped[Rencontre] = relationship()
    points: Mapped[list["Point"]] = relationship(back_populates="seance", order_by="Point.rang")
    # A list is cut where its order says: the moment is read with the row.
    debut: Mapped[datetime] = column_property(
        select(Rencontre.debut)
        .where(Rencontre.id == rencontre_id)
        .correlate_except(Rencontre)
        .scalar_subquery()
    )

    @property
    def titre(self) -> str:
        """« Conseil d'administration : séance de novembre »."""
        return self.rencontre.titre


class Point(Model):
    """A point of the agenda; what it is about is known by reference only."""

    __tablename__ = "point_odj"

    id: Mapped[int] = mapped_column(primary_key=True)
    seance_id: Mapped[int] = mapped_column(ForeignKey(Seance.id))
    rang: Mapped[int]
    titre: Mapped[str]
    texte: Mapped[str] = mapped_column(default="")
    sujet_kind: Mapped[str | None]
    sujet_id: Mapped[int | None]
    seance: Mapped[Seance] = relationship(back_populates="points")

    # The number of a point that was taken off is that of no other, ever.
    __table_args__ = (
        UniqueConstraint("seance_id", "rang"),
        UniqueConstraint("seance_id", "sujet_kind", "sujet_id"),
        {"sqlite_autoincrement": True},
    )

    @property
    def about(self) -> Ref | None:
        """The sujet it is about, when it is about one."""
        return Ref(self.sujet_kind, self.sujet_id) if self.sujet_kind else None
