"""Fils: a question hung on a sujet, the messages that answer it, and the trace of what moved in it."""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from annuaire.comptes.models import Compte
from socle.clock import now
from socle.extensions import Model, db
from socle.markdown import en_clair
from socle.sujets import Ref

PAGE = 50


class Fil(Model):
    """A thread. Its counters are the parent's: taken under its lock, so that numbers have no hole."""

    id: Mapped[int] = mapped_column(primary_key=True)
    sujet_kind: Mapped[str]
    sujet_id: Mapped[int]
    titre: Mapped[str]
    principal: Mapped[bool] = mapped_column(default=False)
    auteur_id: Mapped[int] = mapped_column(ForeignKey(Compte.id))
    cree_le: Mapped[datetime] = mapped_column(default=now)
    clos_le: Mapped[datetime | None]
    clos_par_id: Mapped[int | None] = mapped_column(ForeignKey(Compte.id))
    motif: Mapped[str | None]
    dernier_rang: Mapped[int] = mapped_column(default=0)
    dernier_seq: Mapped[int] = mapped_column(default=0)
    dernier_le: Mapped[datetime] = mapped_column(default=now)
    dernier_auteur_id: Mapped[int | None] = mapped_column(ForeignKey(Compte.id))
    lu: Mapped[int | None] = query_expression()
    auteur: Mapped[Compte] = relationship(foreign_keys=auteur_id)
    dernier_auteur: Mapped[Compte | None] = relationship(foreign_keys=dernier_auteur_id)

    __table_args__ = (
        Index("ix_fil_sujet", "sujet_kind", "sujet_id", "dernier_le", "id"),
        Index(
            "uq_fil_principal",
            "sujet_kind",
            "sujet_id",
            unique=True,
            sqlite_where=db.text("principal"),
            postgresql_where=db.text("principal"),
        ),
    )

    @property
    def host(self) -> Ref:
        """The sujet it hangs on."""
        return Ref(self.sujet_kind, self.sujet_id)

    @property
    def clos(self) -> bool:
        """Whether it takes no more answer."""
        return self.clos_le is not None

    @property
    def pages(self) -> int:
        """How many pages its messages fill."""
        return max(1, -(-self.dernier_rang // PAGE))


class Message(Model):
    """What someone said: ``rang`` is its fixed place, ``seq`` its latest movement in the fil."""

    id: Mapped[int] = mapped_column(primary_key=True)
    fil_id: Mapped[int] = mapped_column(ForeignKey(Fil.id))
    rang: Mapped[int]
    seq: Mapped[int]
    auteur_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), index=True)
    mandat_id: Mapped[int | None]
    mandat: Mapped[str | None]
    texte: Mapped[str]
    html: Mapped[str]
    rendu: Mapped[int]
    cle: Mapped[str]
    empreinte: Mapped[str]
    reponse_a: Mapped[int | None]
    enchaine: Mapped[bool] = mapped_column(default=False)
    reactions: Mapped[dict] = mapped_column(default=dict)
    suites: Mapped[list] = mapped_column(default=list)
    cree_le: Mapped[datetime] = mapped_column(default=now)
    modifie_le: Mapped[datetime | None]
    retire_le: Mapped[datetime | None]
    retire_par_id: Mapped[int | None] = mapped_column(ForeignKey(Compte.id))
    motif: Mapped[str | None]
    fil: Mapped[Fil] = relationship()
    auteur: Mapped[Compte] = relationship(foreign_keys=auteur_id)

    __table_args__ = (UniqueConstraint("fil_id", "rang"), UniqueConstraint("auteur_id", "cle"))

    @staticmethod
    def print_of(texte: str) -> str:
        """The SHA-256 (hex) of a text as it was sent, by which a retry is told from another text."""
        return sha256(texte.encode()).hexdigest()

    @property
    def retire(self) -> bool:
        """Whether only its tombstone is left to read."""
        return self.retire_le is not None

    @property
    def page(self) -> int:
        """The page of the fil on which it stands."""
        return (self.rang - 1) // PAGE + 1

    @property
    def titre(self) -> str:
        """How other objects speak of it: its first words, not those it quotes."""
        words = en_clair(self.html)
        return "Message retiré" if self.retire else (words[:80] + "…" if len(words) > 80 else words)


class Genre(StrEnum):
    """What moved."""

    POSTE = "poste"
    MODIFIE = "modifie"
    RETIRE = "retire"
    REACTION = "reaction"


class Trace(Model):
    """One row a movement of a fil, numbered without hole: what a browser that was away asks for."""

    fil_id: Mapped[int] = mapped_column(ForeignKey(Fil.id), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey(Message.id), index=True)
    genre: Mapped[Genre]


class Revision(Model):
    """An earlier wording of a message, kept when it is edited."""

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey(Message.id), index=True)
    texte: Mapped[str]
    ecrit_le: Mapped[datetime]


class Mention(Model):
    """Someone named in a message with an @."""

    message_id: Mapped[int] = mapped_column(ForeignKey(Message.id), primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id), primary_key=True, index=True)
