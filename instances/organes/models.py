"""Organes: the bodies that decide, and who sits in them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from socle.clock import now, today
from socle.extensions import Model, db
from socle.states import say


class Genre(StrEnum):
    """Kinds of bodies."""

    CA = "ca"
    BUREAU = "bureau"
    AG = "ag"
    CDESS = "cdess"
    COPIL = "copil"
    COTECH = "cotech"
    JURY = "jury"
    INTER_SERVICES = "inter_services"
    ATELIER = "atelier"
    COMITE_SUIVI = "comite_suivi"
    COMMISSION = "commission"
    COMITE_TERRITOIRE = "comite_territoire"
    RENDEZ_VOUS_TERRITORIAL = "rendez_vous_territorial"
    FABRIQUE_TERRITORIALE = "fabrique_territoriale"
    CONFERENCE_REGIONALE = "conference_regionale"


class Place(StrEnum):
    """What one is in a body (not a role of the platform)."""

    PRESIDENT = "president"
    VICE_PRESIDENT = "vice_president"
    SECRETAIRE = "secretaire"
    MEMBRE = "membre"
    SUPPLEANT = "suppleant"
    INVITE = "invite"


GENRES = say(
    {
        Genre.CA: "Conseil d’administration",
        Genre.BUREAU: "Bureau",
        Genre.AG: "Assemblée générale",
        Genre.CDESS: "Conseil départemental de l’ESS",
        Genre.COPIL: "Comité de pilotage",
        Genre.COTECH: "Comité technique",
        Genre.JURY: "Jury",
        Genre.INTER_SERVICES: "Comité inter-services",
        Genre.ATELIER: "Atelier",
        Genre.COMITE_SUIVI: "Comité de suivi",
        Genre.COMMISSION: "Commission",
        Genre.COMITE_TERRITOIRE: "Comité de territoire",
        Genre.RENDEZ_VOUS_TERRITORIAL: "Rendez-vous territorial",
        Genre.FABRIQUE_TERRITORIALE: "Fabrique territoriale",
        Genre.CONFERENCE_REGIONALE: "Conférence régionale",
    }
)
PLACES = say(
    {
        Place.PRESIDENT: "présidence",
        Place.VICE_PRESIDENT: "vice-présidence",
        Place.SECRETAIRE: "secrétariat",
        Place.MEMBRE: "membre",
        Place.SUPPLEANT: "suppléance",
        Place.INVITE: "avec voix consultative",
    }
)
RANKS = {place: rank for rank, place in enumerate(Place)}  # the order in which they are shown


class Organe(Model):
    """A body that meets and deliberates; one of them at most answers the notes of the communautés."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    genre: Mapped[Genre]
    nom: Mapped[str]
    objet: Mapped[str] = mapped_column(default="")
    repond: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    cree_le: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        Index(
            "uq_organe_repond",
            "repond",
            unique=True,
            sqlite_where=db.text("repond"),
            postgresql_where=db.text("repond"),
        ),
    )

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

    @property
    def titre(self) -> str:
        """Who sits."""
        return self.compte.nom

    @property
    def termine(self) -> bool:
        """Whether it has come to its end."""
        return self.fin is not None and self.fin < today()

    @property
    def en_cours(self) -> bool:
        """Whether it is held today."""
        return self.debut <= today() and not self.termine
