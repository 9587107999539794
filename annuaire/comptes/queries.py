"""Questions about accounts: who holds this secret, which connexions are open."""

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from socle.clock import now
from socle.extensions import db

from .models import Compte, Connexion, Jeton

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=30)


def empreinte(secret: str) -> str:
    """What is kept of a secret: SHA-256, since 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def still_open():
    """The condition that a session still opens the door: not closed, neither idle nor too old."""
    present = now()
    return (
        Connexion.fermee_le.is_(None)
        & (Connexion.vue_le > present - IDLE)
        & (Connexion.ouverte_le > present - ABSOLUTE)
    )


def connected(secret: str) -> tuple[Compte, Connexion] | None:
    """The account and the session behind the secret of a cookie, in one SELECT."""
    return _one(
        select(Compte, Connexion)
        .join(Connexion, Connexion.compte_id == Compte.id)
        .where(Connexion.empreinte == empreinte(secret), Compte.actif, still_open())
    )


def bearing(secret: str) -> tuple[Compte, Jeton] | None:
    """The account and the token behind what a program shows, in one SELECT."""
    return _one(
        select(Compte, Jeton)
        .join(Jeton, Jeton.compte_id == Compte.id)
        .where(Jeton.empreinte == empreinte(secret), Jeton.revoque_le.is_(None), Compte.actif)
    )


def _one(statement: Any) -> tuple[Any, Any] | None:
    row = db.session.execute(statement).first()
    return (row[0], row[1]) if row else None


def named(alias: str) -> Compte | None:
    """The active account whose name of use follows the @."""
    wanted = alias.strip().lstrip("@").lower()
    return db.session.scalar(select(Compte).where(Compte.alias == wanted, Compte.actif)) if wanted else None
