"""Besoins: what is missing, for whom, where; who already answers it and how; what proves it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from annuaire.territoires.models import Filiere, Territoire
from socle.clock import now
from socle.extensions import Model
from socle.series import Forme
from socle.states import Machine, say

REFERENCES = Forme("BES", 4)


class Etat(StrEnum):
    """Where a need stands (``domaine`` §3.3.1, up to qualifie)."""

    BROUILLON = "brouillon"
    SOUMIS = "soumis"
    A_COMPLETER = "a_completer"
    REJETE = "rejete"
    FUSIONNE = "fusionne"
    QUALIFIE = "qualifie"
    SANS_SUITE = "sans_suite"


MOTS = {
    Etat.BROUILLON: ("Brouillon", "neutral"),
    Etat.SOUMIS: ("Soumis, en attente de lecture", "miel"),
    Etat.A_COMPLETER: ("À compléter", "miel"),
    Etat.REJETE: ("Non retenu", "brique"),
    Etat.FUSIONNE: ("Réuni à un autre besoin", "neutral"),
    Etat.QUALIFIE: ("Qualifié", "bois"),
    Etat.SANS_SUITE: ("Sans suite", "neutral"),
}
BESOIN = Machine(
    "besoin",
    MOTS,
    "Ce n'est plus possible à ce stade du besoin. Rechargez la page pour voir où il en est.",
    submit=(Etat.BROUILLON, Etat.SOUMIS),
    ask_complement=(Etat.SOUMIS, Etat.A_COMPLETER),
    complete=(Etat.A_COMPLETER, Etat.SOUMIS),
    drop=(Etat.A_COMPLETER, Etat.SANS_SUITE),
    reject=(Etat.SOUMIS, Etat.REJETE),
    merge=((Etat.SOUMIS, Etat.QUALIFIE), Etat.FUSIONNE),
    qualify=(Etat.SOUMIS, Etat.QUALIFIE),
)

FINIS = (Etat.REJETE, Etat.FUSIONNE, Etat.SANS_SUITE)


class Couverture(StrEnum):
    """How far a need is answered already, on each of the two axes (S1:L38)."""

    NON_SATISFAIT = "non_satisfait"
    PEU_SATISFAIT = "peu_satisfait"
    NON_EFFICIENT = "non_efficient"
    SATISFAIT = "satisfait"


COUVERTURES = say(
    {
        Couverture.NON_SATISFAIT: "Personne n'y répond",
        Couverture.PEU_SATISFAIT: "On y répond trop peu",
        Couverture.NON_EFFICIENT: "On y répond mal ou trop cher",
        Couverture.SATISFAIT: "On y répond déjà bien",
    }
)


class Source(StrEnum):
    """How the need came to be known."""

    HABITANT = "habitant"
    CAPTEUR = "capteur"
    STRUCTURE = "structure"
    COLLECTIVITE = "collectivite"
    COMMUNAUTE = "communaute"
    ABS = "abs"
    DIAGNOSTIC = "diagnostic"
    ENQUETE = "enquete"
    ASSISES = "assises"
    REMONTEE = "remontee_correspondant"


SOURCES = say(
    {
        Source.HABITANT: "Parole d'habitants",
        Source.CAPTEUR: "Capteur d'idées de la fabrique",
        Source.STRUCTURE: "Constat d'une structure",
        Source.COLLECTIVITE: "Constat d'une collectivité",
        Source.COMMUNAUTE: "Discussion d'une communauté",
        Source.ABS: "Analyse des besoins sociaux",
        Source.DIAGNOSTIC: "Diagnostic de territoire",
        Source.ENQUETE: "Enquête ou questionnaire",
        Source.ASSISES: "Assises régionales",
        Source.REMONTEE: "Remontée d'un correspondant ESS",
    }
)


class Public(StrEnum):
    """For whom: the five publics of the analysis of social needs, and those that practice added."""

    FAMILLES = "familles"
    JEUNES = "jeunes"
    PERSONNES_AGEES = "personnes_agees"
    HANDICAP = "handicap"
    DIFFICULTE = "difficulte"
    DEMANDEURS_EMPLOI = "demandeurs_emploi"
    QUARTIERS = "quartiers_prioritaires"
    RURAL = "rural_isole"
    AIDANTS = "aidants"
    STRUCTURES = "structures"


PUBLICS = say(
    {
        Public.FAMILLES: "Familles",
        Public.JEUNES: "Jeunes",
        Public.PERSONNES_AGEES: "Personnes âgées",
        Public.HANDICAP: "Personnes en situation de handicap",
        Public.DIFFICULTE: "Personnes en difficulté",
        Public.DEMANDEURS_EMPLOI: "Demandeurs d'emploi",
        Public.QUARTIERS: "Habitants de quartiers prioritaires",
        Public.RURAL: "Habitants isolés en zone rurale",
        Public.AIDANTS: "Aidants",
        Public.STRUCTURES: "Structures et bénévoles",
    }
)


class Besoin(Model):
    """A need. Its depositors are rows of their own: a merge adds some."""

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    titre: Mapped[str]
    constat: Mapped[str] = mapped_column(default="")
    consequences: Mapped[str] = mapped_column(default="")
    frequence: Mapped[str] = mapped_column(default="")
    source: Mapped[Source | None]
    date_constat: Mapped[date | None]
    localisation: Mapped[str] = mapped_column(default="")
    population_estimee: Mapped[int | None]
    population_methode: Mapped[str] = mapped_column(default="")
    couverture_publique: Mapped[Couverture | None]
    couverture_marche: Mapped[Couverture | None]
    offre_existante: Mapped[str] = mapped_column(default="")
    manques: Mapped[str] = mapped_column(default="")
    non_mesure: Mapped[str] = mapped_column(default="")
    temoignages: Mapped[str] = mapped_column(default="")
    ressources: Mapped[str] = mapped_column(default="")
    acteurs: Mapped[str] = mapped_column(default="")
    idees: Mapped[str] = mapped_column(default="")
    auteur_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), index=True)
    mandat: Mapped[str | None]
    structure_id: Mapped[int | None] = mapped_column(ForeignKey(Structure.id), index=True)
    etat: Mapped[Etat] = mapped_column(default=Etat.BROUILLON)
    public: Mapped[bool] = mapped_column(default=False)
    motif: Mapped[str] = mapped_column(default="")
    relecture: Mapped[str] = mapped_column(default="")
    qualifie_par_id: Mapped[int | None] = mapped_column(ForeignKey(Compte.id))
    fusionne_dans_id: Mapped[int | None] = mapped_column(ForeignKey("besoin.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    demo: Mapped[bool] = mapped_column(default=False)
    cree_le: Mapped[datetime] = mapped_column(default=now)
    soumis_le: Mapped[datetime | None]
    complement_le: Mapped[datetime | None]
    qualifie_le: Mapped[datetime | None]
    auteur: Mapped[Compte] = relationship(foreign_keys=auteur_id)
    fusionne_dans: Mapped["Besoin | None"] = relationship(remote_side=id)
    deposants: Mapped[list["Deposant"]] = relationship(viewonly=True)
    filieres: Mapped[list[Filiere]] = relationship(secondary="besoin_filiere", order_by=Filiere.ordre)
    territoires: Mapped[list[Territoire]] = relationship(
        secondary="besoin_territoire", order_by=Territoire.id
    )
    publics: Mapped[list["BesoinPublic"]] = relationship(
        cascade="all, delete-orphan", order_by="BesoinPublic.public"
    )
    preuves: Mapped[list["Preuve"]] = relationship(cascade="all, delete-orphan", order_by="Preuve.id")

    __table_args__ = (Index("ix_besoin_etat", "etat", "id"),)

    @property
    def designation(self) -> str:
        """How a sentence names it: « BES-2026-0001 (« Garde d'enfants ») »."""
        return f"{self.reference} (« {self.titre} »)"

    @property
    def proven(self) -> bool:
        """Whether a figure with its year and source, or a written reason for having none, is behind it."""
        return bool(self.non_mesure) or any(preuve.sourcee for preuve in self.preuves)


class BesoinFiliere(Model):
    """A need concerns a filière; it may concern none."""

    besoin_id: Mapped[int] = mapped_column(ForeignKey(Besoin.id, ondelete="CASCADE"), primary_key=True)
    filiere_id: Mapped[int] = mapped_column(ForeignKey(Filiere.id), primary_key=True, index=True)


class BesoinTerritoire(Model):
    """A need is felt in a territory, be it the whole région."""

    besoin_id: Mapped[int] = mapped_column(ForeignKey(Besoin.id, ondelete="CASCADE"), primary_key=True)
    territoire_id: Mapped[int] = mapped_column(ForeignKey(Territoire.id), primary_key=True, index=True)


class BesoinPublic(Model):
    """A need is that of a public."""

    besoin_id: Mapped[int] = mapped_column(ForeignKey(Besoin.id, ondelete="CASCADE"), primary_key=True)
    public: Mapped[Public] = mapped_column(primary_key=True, index=True)


class Preuve(Model):
    """A figure behind a need: its value, its year, where it comes from."""

    id: Mapped[int] = mapped_column(primary_key=True)
    besoin_id: Mapped[int] = mapped_column(ForeignKey(Besoin.id, ondelete="CASCADE"), index=True)
    libelle: Mapped[str]
    valeur: Mapped[str] = mapped_column(default="")
    annee: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")

    @property
    def sourcee(self) -> bool:
        """Whether one can go back to where it comes from (BR-21)."""
        return bool(self.valeur and self.annee and self.source)


class Deposant(Model):
    """Someone who brought this need, or one that was merged into it."""

    besoin_id: Mapped[int] = mapped_column(ForeignKey(Besoin.id, ondelete="CASCADE"), primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), primary_key=True, index=True)
    compte: Mapped[Compte] = relationship()


class SuiviBesoin(Model):
    """Someone wants to hear what becomes of it."""

    besoin_id: Mapped[int] = mapped_column(ForeignKey(Besoin.id, ondelete="CASCADE"), primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), primary_key=True, index=True)
