"""Instructions: what the chambre asks the depositor, and what it keeps to itself."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.comptes.models import Compte
from fabrique.besoins.models import Besoin
from socle.clock import now
from socle.extensions import Model
from socle.states import say


class Rejet(StrEnum):
    """Why a need is not retained: one reason of this list."""

    HORS_CHAMP = "hors_champ"
    HORS_TERRITOIRE = "hors_territoire"
    INDIVIDUEL = "individuel"
    DOUBLON = "doublon"
    ILLISIBLE = "illisible"


REJETS = say(
    {
        Rejet.HORS_CHAMP: "Il ne relève pas de la fabrique : une autre institution en a la charge.",
        Rejet.HORS_TERRITOIRE: "Il concerne un territoire où la chambre n'agit pas.",
        Rejet.INDIVIDUEL: (
            "Il décrit la situation d'une personne ou d'une famille : "
            "la fabrique répond à des besoins collectifs."
        ),
        Rejet.DOUBLON: "Il est déjà suivi autrement.",
        Rejet.ILLISIBLE: "Le texte n'a pas pu être compris.",
    }
)


class Question(Model):
    """Asked by who reads the need, answered by who brought it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    besoin_id: Mapped[int] = mapped_column(ForeignKey(Besoin.id, ondelete="CASCADE"), index=True)
    auteur_id: Mapped[int] = mapped_column(ForeignKey(Compte.id))
    texte: Mapped[str]
    posee_le: Mapped[datetime] = mapped_column(default=now)
    reponse: Mapped[str] = mapped_column(default="")
    repondue_par_id: Mapped[int | None] = mapped_column(ForeignKey(Compte.id))
    repondue_le: Mapped[datetime | None]
    besoin: Mapped[Besoin] = relationship()
    auteur: Mapped[Compte] = relationship(foreign_keys=auteur_id)
    repondue_par: Mapped[Compte | None] = relationship(foreign_keys=repondue_par_id)


class NoteInterne(Model):
    """A word between those who answer for a need. It has no Sujet: nothing carries, indexes or tells it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    besoin_id: Mapped[int] = mapped_column(ForeignKey(Besoin.id, ondelete="CASCADE"), index=True)
    auteur_id: Mapped[int] = mapped_column(ForeignKey(Compte.id))
    texte: Mapped[str]
    ecrite_le: Mapped[datetime] = mapped_column(default=now)
    auteur: Mapped[Compte] = relationship()
