"""Espaces: the communautés themselves, who belongs to them, and where they stand."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    event,
    func,
    inspect,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship, validates

from annuaire.comptes.models import Compte
from annuaire.structures.models import Structure
from annuaire.territoires.models import PLAIN, plain
from socle.clock import now
from socle.columns import this_instant
from socle.extensions import Model, db
from socle.states import say


class Fonction(StrEnum):
    """What one is in a communauté."""

    MEMBRE = "membre"
    ANIMATEUR = "animateur"


# Written in statements, and no value of theirs: PostgreSQL then plans for how few animate.
ANIMATEUR: ColumnElement[str] = literal_column(f"'{Fonction.ANIMATEUR}'")
VALID = timedelta(days=30)  # of an invitation that nobody answers
WAITING = "Votre demande, ou votre invitation, attend déjà une réponse : une seule suffit."
FONCTIONS = say({Fonction.MEMBRE: "Membre", Fonction.ANIMATEUR: "Anime la communauté"})


class Acces(StrEnum):
    """Who reads the talk: everyone, signed-in people (members only write), or members alone."""

    PUBLIQUE = "publique"
    VISIBLE = "visible"
    PRIVEE = "privee"


class Entree(StrEnum):
    """How one becomes a member."""

    LIBRE = "libre"
    SUR_DEMANDE = "sur_demande"
    SUR_INVITATION = "sur_invitation"


ACCES = say(
    {
        Acces.PUBLIQUE: "Tout le monde lit, les membres écrivent",
        Acces.VISIBLE: "Les personnes inscrites sur la plateforme lisent, les membres écrivent",
        Acces.PRIVEE: "Seuls les membres voient cette communauté",
    }
)
ENTREES = say(
    {
        Entree.LIBRE: "Entrée libre",
        Entree.SUR_DEMANDE: "Entrée sur demande",
        Entree.SUR_INVITATION: "Entrée sur invitation",
    }
)


class Communaute(Model):
    """A thematic space of the chambre: purpose, rules, people, and the words of « Où en est-on ? »."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    nom: Mapped[str]
    recherche: Mapped[str] = mapped_column(PLAIN, index=True)
    nom_provisoire: Mapped[bool] = mapped_column(default=False)
    objet: Mapped[str]
    regles: Mapped[str] = mapped_column(default="")
    regles_html: Mapped[str] = mapped_column(default="")
    acces: Mapped[Acces] = mapped_column(default=Acces.PUBLIQUE)
    entree: Mapped[Entree] = mapped_column(default=Entree.LIBRE)
    instituee_le: Mapped[date]
    creee_le: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)
    # How many belong, and for how many structures: counted when someone comes or goes, not at each look.
    effectif: Mapped[int] = mapped_column(default=0)
    representees: Mapped[int] = mapped_column(default=0)
    membres: Mapped[list["Membre"]] = relationship(back_populates="communaute")

    @validates("nom")
    def _sort_by_the_name(self, _column: str, nom: str) -> str:
        self.recherche = plain(nom)
        return nom

    @property
    def titre(self) -> str:
        """Its name."""
        return self.nom

    if TYPE_CHECKING:  # given below, once ``Etape`` is known
        point: Mapped["Etape | None"]


class Membre(Model):
    """A person belongs to a communauté, possibly for a structure."""

    communaute_id: Mapped[int] = mapped_column(ForeignKey(Communaute.id), primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), primary_key=True, index=True)
    fonction: Mapped[Fonction] = mapped_column(default=Fonction.MEMBRE)
    structure_id: Mapped[int | None] = mapped_column(ForeignKey(Structure.id))
    entre_le: Mapped[datetime] = mapped_column(default=now)
    communaute: Mapped[Communaute] = relationship(back_populates="membres")
    compte: Mapped[Compte] = relationship()
    structure: Mapped[Structure | None] = relationship()
    # What members are sorted by: structure, then name of use. Copied here, so that a page of five thousand
    # members reads its own only.
    groupe: Mapped[str] = mapped_column(PLAIN)
    alias: Mapped[str] = mapped_column(PLAIN)

    __table_args__ = (
        Index("ix_membre_ordre", "communaute_id", "groupe", "fonction", "alias", "compte_id"),
        Index("ix_membre_structure", "communaute_id", "structure_id"),
        Index("ix_membre_fonction", "communaute_id", "fonction", "compte_id"),
    )


@event.listens_for(Membre, "before_insert")
@event.listens_for(Membre, "before_update")
def copy_the_names(_mapper: Any, _connection: Any, membre: Membre) -> None:
    """Where a member stands in the list; reactions follow the names that change."""
    if inspect(membre).persistent and not inspect(membre).attrs.structure_id.history.has_changes():
        return
    structure = select(Structure.recherche).where(Structure.id == membre.structure_id).scalar_subquery()
    membre.groupe = func.coalesce(structure, "")
    membre.alias = select(Compte.alias).where(Compte.id == membre.compte_id).scalar_subquery()


@event.listens_for(Membre, "after_update")
def count_the_structures(mapper: Any, connection: Any, membre: Membre) -> None:
    """Someone belongs for another structure."""
    if inspect(membre).attrs.structure_id.history.has_changes():
        count_who_belongs(mapper, connection, membre)


@event.listens_for(Membre, "after_insert")
@event.listens_for(Membre, "after_delete")
def count_who_belongs(_mapper: Any, connection: Any, membre: Membre) -> None:
    """Both counts of a communauté. Exact with several writers: each holds its row (``lock``) beforehand."""
    here = Membre.communaute_id == Communaute.id
    counts = {
        "effectif": select(func.count()).select_from(Membre).where(here).scalar_subquery(),
        "representees": select(func.count(Membre.structure_id.distinct())).where(here).scalar_subquery(),
    }
    connection.execute(update(Communaute).where(Communaute.id == membre.communaute_id).values(counts))


class Demande(Model):
    """Someone asks to enter, or was invited in: answered once."""

    id: Mapped[int] = mapped_column(primary_key=True)
    communaute_id: Mapped[int] = mapped_column(ForeignKey(Communaute.id), index=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), index=True)
    invitee_par_id: Mapped[int | None] = mapped_column(ForeignKey(Compte.id))
    texte: Mapped[str] = mapped_column(default="")
    mandat_id: Mapped[int | None]
    creee_le: Mapped[datetime] = mapped_column(default=now)
    repondue_le: Mapped[datetime | None]
    acceptee: Mapped[bool | None]
    reponse: Mapped[str | None]
    communaute: Mapped[Communaute] = relationship()
    compte: Mapped[Compte] = relationship(foreign_keys=compte_id)

    __table_args__ = (
        Index(
            "uq_demande_en_cours",
            "communaute_id",
            "compte_id",
            unique=True,
            sqlite_where=db.text("repondue_le IS NULL"),
            postgresql_where=db.text("repondue_le IS NULL"),
        ),
    )

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """The condition that an open invitation is not worn out, and that its sender could still send it.

        Requests stand until they are answered.
        """
        host, account = aliased(Membre), aliased(Compte)
        still = (host.compte_id == cls.invitee_par_id) & (host.communaute_id == cls.communaute_id)
        animates = host.fonction == ANIMATEUR
        sender = select(host.compte_id).join(account, account.id == host.compte_id)
        present = sender.where(still, animates, account.actif).correlate(cls).exists()
        return or_(cls.invitee_par_id.is_(None), (cls.creee_le > this_instant(-VALID)) & present)


class Etape(Model):
    """One version of « Où en est-on ? », kept by the animateur."""

    id: Mapped[int] = mapped_column(primary_key=True)
    communaute_id: Mapped[int] = mapped_column(ForeignKey(Communaute.id))
    numero: Mapped[int]
    texte: Mapped[str]
    html: Mapped[str]
    rendu: Mapped[int]
    par_id: Mapped[int] = mapped_column(ForeignKey(Compte.id))
    ecrit_le: Mapped[datetime] = mapped_column(default=now)
    par: Mapped[Compte] = relationship()

    __table_args__ = (UniqueConstraint("communaute_id", "numero"),)


_one = aliased(Etape)
Communaute.point = relationship(
    Etape,
    viewonly=True,
    uselist=False,
    primaryjoin=(Etape.communaute_id == Communaute.id)
    & (
        Etape.numero
        == select(func.max(_one.numero)).where(_one.communaute_id == Communaute.id).scalar_subquery()
    ),
)
