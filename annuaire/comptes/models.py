"""Comptes: the people who sign in, their open connexions, the tokens of their programs."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from flask_login import AnonymousUserMixin
from flask_security import AsaList, UserMixin
from sqlalchemy import ForeignKey
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from socle.clock import now
from socle.extensions import Model
from socle.states import say

NEW_FOR = timedelta(days=1)
# Read when someone enters, or looks at a person; never beside the name of who wrote a message.
APART = partial(mapped_column, deferred=True, deferred_group="apart")
SUSPENDED, OPEN = "Ce compte est déjà suspendu.", "Ce compte est déjà ouvert."
NOT_WAITING = "Cette invitation n'est plus en attente."


class Compte(UserMixin, Model):
    """A person. Flask-Security reads the same columns by the names it knows (synonyms)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    courriel: Mapped[str] = mapped_column(unique=True)
    nom: Mapped[str]
    alias: Mapped[str] = mapped_column(unique=True)
    presentation: Mapped[str] = APART(default="")
    mot_de_passe: Mapped[str | None] = APART()
    actif: Mapped[bool] = mapped_column(default=True)
    confirme_le: Mapped[datetime | None]
    suspendu_le: Mapped[datetime | None]
    motif_suspension: Mapped[str] = APART(default="")
    fs_uniquifier: Mapped[str] = APART(unique=True, default=lambda: secrets.token_hex(32))
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None] = APART()
    tf_dernier: Mapped[int | None] = APART()
    mf_recovery_codes: Mapped[list | None] = APART(MutableList.as_mutable(AsaList()))
    theme: Mapped[str] = mapped_column(default="auto")
    rythme: Mapped[str] = mapped_column(default="immediat")
    demo: Mapped[bool] = mapped_column(default=False)
    cree_le: Mapped[datetime] = mapped_column(default=now)

    email = synonym("courriel")
    password = synonym("mot_de_passe")
    active = synonym("actif")
    confirmed_at = synonym("confirme_le")

    # Flask-Security asks for it; roles of the house are held in a perimeter (annuaire.roles).
    roles: list = []

    @property
    def fiche(self) -> dict:
        """How programs are told of a person: id, nom, alias."""
        return {"id": self.id, "nom": self.nom, "alias": self.alias}

    @property
    def nouveau(self) -> bool:
        """An account of less than a day writes at a slower pace (abuse, ``surete`` T55)."""
        return now() - self.cree_le < NEW_FOR

    @property
    def second_facteur(self) -> bool:
        """Whether a code is asked after the password."""
        return self.tf_primary_method is not None

    @property
    def titre(self) -> str:
        """The name that everyone reads."""
        return self.nom


class Visiteur(AnonymousUserMixin):
    """Someone who has not signed in: same questions, humbler answers."""

    id = None
    nom = "Visiteur"
    alias = ""
    theme = "auto"
    nouveau = False
    roles: list = []


class Connexion(Model):
    """A session kept by the server: the cookie carries a random value, this row its hash (SHA-256, hex)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    empreinte: Mapped[str] = mapped_column(unique=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id, ondelete="CASCADE"), index=True)
    appareil: Mapped[str] = mapped_column(default="")
    ouverte_le: Mapped[datetime] = mapped_column(default=now)
    vue_le: Mapped[datetime] = mapped_column(default=now)
    fermee_le: Mapped[datetime | None]
    compte: Mapped[Compte] = relationship()


class Jeton(Model):
    """An API token: shown once, kept as a hash (SHA-256, hex), revocable by its owner."""

    id: Mapped[int] = mapped_column(primary_key=True)
    empreinte: Mapped[str] = mapped_column(unique=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey(Compte.id, ondelete="CASCADE"), index=True)
    nom: Mapped[str]
    cree_le: Mapped[datetime] = mapped_column(default=now)
    vu_le: Mapped[datetime | None]
    revoque_le: Mapped[datetime | None]
    compte: Mapped[Compte] = relationship()


class Attente(StrEnum):
    """Where an invitation stands."""

    EN_ATTENTE = "en_attente"
    ACCEPTEE = "acceptee"
    PERIMEE = "perimee"


say(
    {
        Attente.EN_ATTENTE: ("en attente", "miel"),
        Attente.ACCEPTEE: ("acceptée", "bois"),
        Attente.PERIMEE: ("périmée", "neutral"),
    }
)


class Invitation(Model):
    """An account offered to an address; the secret of the link is kept as a hash and used once."""

    id: Mapped[int] = mapped_column(primary_key=True)
    empreinte: Mapped[str] = mapped_column(unique=True)
    courriel: Mapped[str]
    nom: Mapped[str]
    par_id: Mapped[int | None] = mapped_column(ForeignKey(Compte.id))
    roles: Mapped[list]
    cree_le: Mapped[datetime] = mapped_column(default=now)
    expire_le: Mapped[datetime]
    acceptee_le: Mapped[datetime | None]
    par: Mapped[Compte | None] = relationship()

    @property
    def titre(self) -> str:
        """The name of who is invited."""
        return self.nom

    @property
    def etat(self) -> Attente:
        """Whether its link still opens an account, and why not."""
        if self.acceptee_le:
            return Attente.ACCEPTEE
        return Attente.EN_ATTENTE if self.expire_le > now() else Attente.PERIMEE
