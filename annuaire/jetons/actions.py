"""Letting a program act in one's name, and taking that back."""

import secrets

from sqlalchemy import select

from annuaire.comptes.models import Compte, Jeton
from annuaire.comptes.queries import empreinte
from socle.clock import now
from socle.database import lock
from socle.errors import Conflict
from socle.events import announce
from socle.extensions import db
from socle.signatures import Signature

from .events import JetonMade, JetonRevoked
from .queries import how_many_in_use, in_use

MOST = 50
FULL = f"Vous avez déjà {MOST} jetons en usage : révoquez ceux qui ne servent plus."


def make_jeton(compte: Compte, nom: str) -> tuple[Jeton, str]:
    """Let a program act in my name. Returns the token and the secret, shown once.

    Raises ``Conflict`` beyond fifty.
    """
    if how_many_in_use(compte.id) >= MOST:
        raise Conflict(FULL)
    secret = f"fab_{secrets.token_urlsafe(32)}"
    jeton = Jeton(compte_id=compte.id, nom=nom, empreinte=empreinte(secret))
    db.session.add(jeton)
    db.session.flush()
    announce(JetonMade(compte_id=compte.id, jeton_id=jeton.id, nom=nom), Signature(compte.id))
    return jeton, secret


def revoke_jeton(jeton: Jeton, by: Signature | None) -> None:
    """Take back from a program the right to act in my name; twice is once."""
    lock(jeton)
    if jeton.revoque_le is None:
        jeton.revoque_le = now()
        announce(JetonRevoked(compte_id=jeton.compte_id, jeton_id=jeton.id), by)


def revoke_jetons(compte_id: int, by: Signature | None) -> None:
    """Take it back from all of them."""
    for jeton in db.session.scalars(select(Jeton).where(Jeton.compte_id == compte_id, in_use())).all():
        revoke_jeton(jeton, by)
