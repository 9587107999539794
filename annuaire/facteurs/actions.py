"""Setting up a second factor, using a code, losing one's telephone."""

import re

from annuaire.comptes.actions import revoke_connexions
from annuaire.comptes.models import Compte
from socle.courriels import public_url_for, write_mail
from socle.events import announce
from socle.extensions import db, security
from socle.signatures import Signature

from .events import CodesRenewed, FacteurDropped, FacteurSet

SKEW = 30
LETTERS = "annuaire/facteurs/courriels"


def right_code(compte: Compte, code: str, secret: str | None = None) -> bool:
    """Whether a telephone shows this code now; each one serves once."""
    digits = re.sub(r"\s", "", code)
    known = secret or compte.tf_totp_secret
    return bool(known) and security.totp_factory.verify_totp(digits, known, compte, window=SKEW)


def accept_code(compte: Compte, code: str) -> bool:
    """Use a code of the telephone, or one of the rescue codes, which is then spent.

    The account is read again: the count of tries waited for whoever tried at the same
    time, whose code is spent.
    """
    db.session.refresh(compte)
    typed = code.strip().lower()
    if right_code(compte, typed):
        return True
    rescue = security.mf_recovery_codes_util
    if not compte.mf_recovery_codes or not rescue.check_recovery_code(compte, typed):
        return False
    return rescue.delete_recovery_code(compte, typed)


def set_facteur(compte: Compte, secret: str) -> list[str]:
    """Ask for a code from now on. Returns the rescue codes, shown once.

    Sessions and tokens that a password alone opened are over.
    """
    compte.tf_primary_method, compte.tf_totp_secret = "authenticator", secret
    revoke_connexions(compte, Signature(compte.id))
    announce(FacteurSet(compte_id=compte.id), Signature(compte.id))
    return security.mf_recovery_codes_util.create_recovery_codes(compte)


def renew_codes(compte: Compte) -> list[str]:
    """Replace my rescue codes. Returns the new ones, shown once."""
    codes = security.mf_recovery_codes_util.create_recovery_codes(compte)
    announce(CodesRenewed(compte_id=compte.id), Signature(compte.id))
    return codes


def say_facteur_set(compte: Compte) -> None:
    """Tell the owner that a code is asked from now on."""
    _tell(compte, "Votre second facteur est en place", "pose")


def say_codes_renewed(compte: Compte) -> None:
    """Tell the owner that their rescue codes were replaced."""
    _tell(compte, "Vos codes de secours sont changés", "codes")


def drop_facteur(compte: Compte, by: Signature) -> None:
    """Let the password alone open the account again, and tell its owner; sessions and tokens are over."""
    compte.tf_primary_method = compte.tf_totp_secret = compte.mf_recovery_codes = None
    revoke_connexions(compte, by)
    announce(FacteurDropped(compte_id=compte.id), by)
    _tell(compte, "Votre second facteur est retiré", "retrait")


def _tell(compte: Compte, subject: str, letter: str) -> None:
    """Whoever did not do it themselves must know it, whatever news they asked for."""
    write_mail(
        compte.courriel,
        subject,
        f"{LETTERS}/{letter}",
        compte_id=compte.id,
        nom=compte.nom,
        link_url=public_url_for("facteurs.setup"),
        link_label="Voir mon second facteur",
    )
