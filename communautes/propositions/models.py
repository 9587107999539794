"""Propositions: what a communauté asks the chambre to carry, who asked, who stands behind it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.comptes.models import Compte
from communautes.espaces.models import Communaute
from socle.clock import now
from socle.extensions import Model
from socle.series import Forme
from socle.states import Machine

REFERENCES = Forme("PRO", code=True)


class Etat(StrEnum):
    """Where a proposition stands (``domaine`` §3.3.5)."""

    BROUILLON = "brouillon"
    DEPOSEE = "deposee"
    EN_DISCUSSION = "en_discussion"
    RETIREE = "retiree"
    RETENUE = "retenue"
    ECARTEE = "ecartee"
    INSCRITE_NOTE = "inscrite_note"
    SOUMISE_CA = "soumise_ca"
    PORTEE = "portee"
    PORTEE_SOUS_CONDITIONS = "portee_sous_conditions"
    CONFIEE = "confiee"
    AJOURNEE = "ajournee"
    RENVOYEE = "renvoyee"
    NON_PORTEE = "non_portee"
    EN_OEUVRE = "en_oeuvre"
    REALISEE = "realisee"


MOTS = {
    Etat.BROUILLON: ("Brouillon", "neutral"),
    Etat.DEPOSEE: ("Déposée", "neutral"),
    Etat.EN_DISCUSSION: ("En discussion", "neutral"),
    Etat.RETIREE: ("Retirée par son auteur", "neutral"),
    Etat.RETENUE: ("Retenue par la communauté", "bois"),
    Etat.ECARTEE: ("Écartée par la communauté", "brique"),
    Etat.INSCRITE_NOTE: ("Inscrite dans une note au conseil", "bois"),
    Etat.SOUMISE_CA: ("Au conseil d'administration", "miel"),
    Etat.PORTEE: ("Portée par la chambre", "bois"),
    Etat.PORTEE_SOUS_CONDITIONS: ("Portée sous conditions", "bois"),
    Etat.CONFIEE: ("Confiée à un partenaire", "bois"),
    Etat.AJOURNEE: ("Ajournée", "miel"),
    Etat.RENVOYEE: ("Renvoyée à la communauté", "miel"),
    Etat.NON_PORTEE: ("Non portée", "brique"),
    Etat.EN_OEUVRE: ("En œuvre", "bois"),
    Etat.REALISEE: ("Réalisée", "bois"),
}
PROPOSITION = Machine(
    "proposition",
    MOTS,
    "Ce n'est plus possible à ce stade de la proposition.",
    submit=(Etat.BROUILLON, Etat.DEPOSEE),
    discuss=(Etat.DEPOSEE, Etat.EN_DISCUSSION),
    withdraw=((Etat.DEPOSEE, Etat.EN_DISCUSSION), Etat.RETIREE),
    retain=((Etat.DEPOSEE, Etat.EN_DISCUSSION), Etat.RETENUE),
    set_aside=((Etat.DEPOSEE, Etat.EN_DISCUSSION), Etat.ECARTEE),
    enter_note=(Etat.RETENUE, Etat.INSCRITE_NOTE),
    leave_note=(Etat.INSCRITE_NOTE, Etat.RETENUE),
    go_to_ca=(Etat.INSCRITE_NOTE, Etat.SOUMISE_CA),
    come_back=(Etat.SOUMISE_CA, Etat.INSCRITE_NOTE),
    portee=(Etat.SOUMISE_CA, Etat.PORTEE),
    portee_sous_conditions=(Etat.SOUMISE_CA, Etat.PORTEE_SOUS_CONDITIONS),
    confiee=(Etat.SOUMISE_CA, Etat.CONFIEE),
    ajournee=(Etat.SOUMISE_CA, Etat.AJOURNEE),
    renvoyee=(Etat.SOUMISE_CA, Etat.RENVOYEE),
    non_portee=(Etat.SOUMISE_CA, Etat.NON_PORTEE),
    take_up=((Etat.RENVOYEE, Etat.AJOURNEE), Etat.EN_DISCUSSION),
    start=((Etat.PORTEE, Etat.PORTEE_SOUS_CONDITIONS), Etat.EN_OEUVRE),
    finish=(Etat.EN_OEUVRE, Etat.REALISEE),
)

DECIDEES = (
    Etat.PORTEE,
    Etat.PORTEE_SOUS_CONDITIONS,
    Etat.CONFIEE,
    Etat.AJOURNEE,
    Etat.RENVOYEE,
    Etat.NON_PORTEE,
    Etat.EN_OEUVRE,
    Etat.REALISEE,
)
AU_CA = (Etat.SOUMISE_CA, *DECIDEES)
OUVERTES = (Etat.DEPOSEE, Etat.EN_DISCUSSION, Etat.RETENUE, Etat.INSCRITE_NOTE, Etat.SOUMISE_CA)
SOUTENABLES = (Etat.DEPOSEE, Etat.EN_DISCUSSION, Etat.RETENUE, Etat.INSCRITE_NOTE)
FINIES = (Etat.RETIREE, Etat.ECARTEE, Etat.NON_PORTEE)


class Proposition(Model):
    """An idea with its objective; its text is frozen at the first support, and once before the board."""

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    communaute_id: Mapped[int] = mapped_column(ForeignKey(Communaute.id))
    titre: Mapped[str]
    description: Mapped[str]
    description_html: Mapped[str]
    objectif: Mapped[str]
    publics: Mapped[str] = mapped_column(default="")
    moyens: Mapped[str] = mapped_column(default="")
    calendrier: Mapped[str] = mapped_column(default="")
    auteur_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), index=True)
    mandat: Mapped[str | None]
    etat: Mapped[Etat] = mapped_column(default=Etat.BROUILLON)
    motif: Mapped[str | None]
    soutiens: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    creee_le: Mapped[datetime] = mapped_column(default=now)
    deposee_le: Mapped[datetime | None]
    decidee_le: Mapped[datetime | None]
    communaute: Mapped[Communaute] = relationship()
    auteur: Mapped[Compte] = relationship()

    __table_args__ = (Index("ix_proposition_communaute", "communaute_id", "etat", "id"),)

    @property
    def gelee(self) -> bool:
        """Whether its text can no longer change under those who stand behind it."""
        return self.soutiens > 0 or self.etat in AU_CA


class Credit(Model):
    """Someone whose word the proposition comes from: its author, and those of its source messages."""

    proposition_id: Mapped[int] = mapped_column(
        ForeignKey(Proposition.id, ondelete="CASCADE"), primary_key=True
    )
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), primary_key=True, index=True)
    compte: Mapped[Compte] = relationship()


class Soutien(Model):
    """Someone stands behind a proposition, in their name or a structure's."""

    proposition_id: Mapped[int] = mapped_column(ForeignKey(Proposition.id), primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), primary_key=True, index=True)
    mandat: Mapped[str | None]
    le: Mapped[datetime] = mapped_column(default=now)
    compte: Mapped[Compte] = relationship()


class Passage(Model):
    """One step of the road of a proposition: where it came, by whom, when, why, in which séance."""

    id: Mapped[int] = mapped_column(primary_key=True)
    proposition_id: Mapped[int] = mapped_column(ForeignKey(Proposition.id), index=True)
    etat: Mapped[Etat]
    par_id: Mapped[int | None] = mapped_column(ForeignKey(Compte.id))
    mandat: Mapped[str | None]
    motif: Mapped[str | None]
    seance: Mapped[str | None]
    le: Mapped[datetime] = mapped_column(default=now)
    par: Mapped[Compte | None] = relationship()
