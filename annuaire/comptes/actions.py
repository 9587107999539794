"""What people do with their account: enter, leave, close the door behind them."""

import secrets

from sqlalchemy import select

from socle.clock import now
from socle.events import announce
from socle.extensions import db

from .events import ConnexionOpened, ConnexionRevoked
from .models import Compte, Connexion
from .queries import empreinte


def open_connexion(compte: Compte, appareil: str) -> str:
    """Enter on a device. Returns the secret that the cookie carries; the house keeps only its hash."""
    secret = secrets.token_urlsafe(32)
    connexion = Connexion(empreinte=empreinte(secret), compte_id=compte.id, appareil=appareil[:120])
    db.session.add(connexion)
    db.session.flush()
    announce(ConnexionOpened(by=compte.id, compte_id=compte.id, connexion_id=connexion.id))
    return secret


def revoke_connexion(connexion: Connexion, by: int | None) -> None:
    """Close a session: its cookie opens nothing any more, wherever it was copied."""
    if connexion.fermee_le is not None:
        return
    connexion.fermee_le = now()
    announce(ConnexionRevoked(by=by, compte_id=connexion.compte_id, connexion_id=connexion.id))


def revoke_connexions(compte: Compte, by: int | None, but: int | None = None) -> None:
    """Close every session of an account, save the one at hand."""
    ours = select(Connexion).where(Connexion.compte_id == compte.id, Connexion.fermee_le.is_(None))
    for connexion in db.session.scalars(ours.where(Connexion.id != (but or 0))):
        revoke_connexion(connexion, by)
