"""What people do with their account: open it, enter, leave, close the door behind them."""

import secrets

from flask_security.confirmable import generate_confirmation_token
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from socle.clock import now
from socle.courriels import public_url_for, write_mail
from socle.database import lock
from socle.errors import Conflict, WrongState
from socle.events import announce
from socle.extensions import db
from socle.jobs import nightly
from socle.signatures import Signature

from .events import (
    CompteConfirmed,
    CompteOpened,
    CompteReopened,
    CompteSuspended,
    ConnexionOpened,
    ConnexionRevoked,
    MotDePasseChanged,
)
from .models import OPEN, SUSPENDED, Compte, Connexion
from .queries import empreinte, free_alias, run_out

LETTERS = "annuaire/comptes/courriels"
TAKEN = "Cette adresse a déjà un compte."


def open_compte(courriel: str, nom: str, mot_de_passe: str) -> Compte:
    """Open an account, not yet confirmed; ``mot_de_passe`` is already hashed.

    Raises ``Conflict`` when the address has one.
    """
    compte = _insert(courriel.strip().lower(), nom, mot_de_passe)
    announce(CompteOpened(compte_id=compte.id), Signature(compte.id))
    return compte


def _insert(courriel: str, nom: str, mot_de_passe: str) -> Compte:
    """Two people of the same name may ask for the same alias at the same time: ask again."""
    for _again in range(5):
        compte = Compte(courriel=courriel, nom=nom, alias=free_alias(nom), mot_de_passe=mot_de_passe)
        try:
            with db.session.begin_nested():
                db.session.add(compte)
        except IntegrityError:
            if db.session.scalar(select(Compte.id).where(Compte.courriel == courriel)):
                raise Conflict(TAKEN) from None
        else:
            return compte
    raise Conflict("Le compte n'a pas pu être ouvert. Recommencez dans un instant.")


def start_over(compte: Compte, nom: str, mot_de_passe: str) -> None:
    """Sign up again before confirming: the last answers count, earlier links open nothing."""
    compte.nom, compte.mot_de_passe = nom, mot_de_passe
    compte.fs_uniquifier = secrets.token_hex(32)
    announce(CompteOpened(compte_id=compte.id), Signature(compte.id))


def confirm_compte(compte: Compte) -> None:
    """Show that the address is mine."""
    if compte.confirme_le is None:
        compte.confirme_le = now()
        announce(CompteConfirmed(compte_id=compte.id), Signature(compte.id))


def change_mot_de_passe(compte: Compte, mot_de_passe: str) -> None:
    """Replace my password (already hashed): every session and every link that knew the old one is over."""
    compte.mot_de_passe, compte.fs_uniquifier = mot_de_passe, secrets.token_hex(32)
    revoke_connexions(compte, Signature(compte.id))
    announce(MotDePasseChanged(compte_id=compte.id), Signature(compte.id))


def edit_profil(compte: Compte, nom: str, presentation: str) -> None:
    """Say who I am. The alias stays: messages mention it."""
    compte.nom, compte.presentation = nom, presentation


def choose_preferences(compte: Compte, theme: str, rythme: str) -> None:
    """Choose how the site looks and how often it writes to me."""
    compte.theme, compte.rythme = theme, rythme


def suspend_compte(compte: Compte, by: Signature, motif: str) -> None:
    """Shut the door on an account, and say why. Raises ``WrongState`` when it is shut already."""
    lock(compte)
    if not compte.actif:
        raise WrongState(SUSPENDED)
    compte.actif, compte.suspendu_le, compte.motif_suspension = False, now(), motif
    revoke_connexions(compte, by)
    announce(CompteSuspended(compte_id=compte.id, motif=motif), by)


def reopen_compte(compte: Compte, by: Signature) -> None:
    """Let a suspended account in again. Raises ``WrongState`` when it is open."""
    lock(compte)
    if compte.actif:
        raise WrongState(OPEN)
    compte.actif, compte.suspendu_le, compte.motif_suspension = True, None, ""
    announce(CompteReopened(compte_id=compte.id), by)


def open_connexion(compte: Compte, appareil: str) -> str:
    """Enter on a device. Returns the secret that the cookie carries; the house keeps only its hash."""
    secret = secrets.token_urlsafe(32)
    connexion = Connexion(empreinte=empreinte(secret), compte_id=compte.id, appareil=appareil[:120])
    db.session.add(connexion)
    db.session.flush()
    announce(ConnexionOpened(compte_id=compte.id, connexion_id=connexion.id), Signature(compte.id))
    return secret


def revoke_connexion(connexion: Connexion, by: Signature | None) -> None:
    """Close a session: its cookie opens nothing any more, wherever it was copied."""
    if connexion.fermee_le is None:
        connexion.fermee_le = now()
        announce(ConnexionRevoked(compte_id=connexion.compte_id, connexion_id=connexion.id), by)


def revoke_connexions(compte: Compte, by: Signature | None, but: int | None = None) -> None:
    """Close every session of an account, save the one at hand."""
    ours = select(Connexion).where(Connexion.compte_id == compte.id, Connexion.fermee_le.is_(None))
    for connexion in db.session.scalars(ours.where(Connexion.id != (but or 0))).all():
        revoke_connexion(connexion, by)


@nightly
def close_forgotten_connexions() -> None:
    """Sessions that ran out are closed for good, and their sockets with them."""
    for connexion in db.session.scalars(select(Connexion).where(run_out())).all():
        revoke_connexion(connexion, by=None)


def ask_confirmation(compte: Compte, suite: str | None = None) -> None:
    """Write to the address of an account, so that its owner shows it is theirs, then goes on to ``suite``."""
    token = generate_confirmation_token(compte)
    link = public_url_for("comptes.confirmation", token=token, suite=suite)
    write_mail(
        compte.courriel,
        "Confirmez votre adresse",
        f"{LETTERS}/confirmation",
        compte_id=compte.id,
        nom=compte.nom,
        link_url=link,
        link_label="Confirmer mon adresse",
    )


def say_already_known(compte: Compte, suite: str | None = None) -> None:
    """Someone signed up with an address that has an account: only its owner hears of it."""
    write_mail(
        compte.courriel,
        "Vous avez déjà un compte",
        f"{LETTERS}/deja",
        compte_id=compte.id,
        nom=compte.nom,
        link_url=public_url_for("comptes.enter", suite=suite),
        link_label="Se connecter",
        oubli_url=public_url_for("comptes.forgotten"),
    )


def offer_new_mot_de_passe(compte: Compte) -> None:
    """Send a link that opens once, for a day, to choose another password."""
    link = public_url_for("comptes.renewal", token=generate_reset_password_token(compte))
    write_mail(
        compte.courriel,
        "Choisir un nouveau mot de passe",
        f"{LETTERS}/oubli",
        compte_id=compte.id,
        nom=compte.nom,
        link_url=link,
        link_label="Choisir un nouveau mot de passe",
    )


def say_unknown(courriel: str) -> None:
    """Nobody has an account at this address: whoever asked reads it there, and nowhere else."""
    link = public_url_for("comptes.sign_up")
    write_mail(
        courriel,
        "Aucun compte à cette adresse",
        f"{LETTERS}/inconnu",
        link_url=link,
        link_label="Ouvrir un compte",
    )


def say_mot_de_passe_changed(compte: Compte) -> None:
    """Tell the owner that their password was replaced."""
    write_mail(
        compte.courriel,
        "Votre mot de passe a changé",
        f"{LETTERS}/change",
        compte_id=compte.id,
        nom=compte.nom,
        link_url=public_url_for("comptes.forgotten"),
        link_label="Ce n'était pas moi",
    )
