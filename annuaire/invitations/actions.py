"""Inviting someone by mail, and accepting: a link that serves once, for the address it was sent to."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from annuaire.comptes.actions import TAKEN, confirm_compte, open_compte, start_over
from annuaire.comptes.models import NOT_WAITING, Attente, Compte, Invitation
from annuaire.comptes.queries import at_address, empreinte
from annuaire.roles.actions import give_role
from annuaire.roles.models import FONCTIONS, Fonction
from annuaire.roles.permissions import keeps
from annuaire.roles.queries import administers
from socle.clock import now
from socle.courriels import public_url_for, write_mail
from socle.database import hold, lock
from socle.errors import Conflict, WrongState
from socle.events import announce
from socle.extensions import db
from socle.signatures import Signature
from socle.sujets import Ref

from .events import InvitationAccepted, InvitationSent, InvitationWithdrawn
from .queries import pending

VALID = timedelta(days=30)
USED = "Cette invitation a déjà servi, ou n'est plus valable. Demandez-en une autre à la chambre."
KNOWN = f"{TAKEN} Donnez-lui le rôle depuis la page de son compte."


def invite(
    by: Signature | None,
    courriel: str,
    nom: str,
    roles: Sequence[tuple[Fonction, Ref | None]],
    secret: str = "",
) -> Invitation:
    """Offer an account, and its roles; ``secret`` is that of the link, for who shows it too.

    Raises ``Conflict`` when the address has an account; an earlier invitation opens nothing any more.
    """
    hold(f"invitation:{courriel}")
    known = at_address(courriel)
    if known and known.confirme_le:
        raise Conflict(KNOWN, errors={"courriel": [KNOWN]})
    for earlier in db.session.scalars(
        select(Invitation).where(Invitation.courriel == courriel, pending())
    ).all():
        withdraw_invitation(earlier, by)
    secret = secret or new_secret()
    given = [{"fonction": fonction, "perimetre": str(ref) if ref else None} for fonction, ref in roles]
    invitation = Invitation(
        empreinte=empreinte(secret),
        courriel=courriel,
        nom=nom,
        roles=given,
        par_id=by.compte_id if by else None,
        expire_le=now() + VALID,
    )
    db.session.add(invitation)
    db.session.flush()
    announce(InvitationSent(invitation_id=invitation.id), by)
    _write_to(invitation, secret)
    return invitation


def _write_to(invitation: Invitation, secret: str) -> None:
    write_mail(
        invitation.courriel,
        "Vous êtes invité·e sur la plateforme",
        "annuaire/invitations/courriels/invitation",
        nom=invitation.nom,
        par=invitation.par.nom if invitation.par else None,
        roles=[FONCTIONS[Fonction(offered["fonction"])] for offered in invitation.roles],
        expire_le=invitation.expire_le,
        link_url=link_of(secret),
        link_label="Accepter l'invitation",
    )


def new_secret() -> str:
    """What the link of an invitation carries, and nobody guesses."""
    return secrets.token_urlsafe(32)


def link_of(secret: str) -> str:
    """The address that opens the account offered."""
    return public_url_for("invitations.show", secret=secret)


def accept_invitation(invitation: Invitation, nom: str, mot_de_passe: str) -> Compte:
    """Open the account that was offered; the link proves the address, so it is confirmed at once.

    Raises ``Conflict`` when someone was quicker, also by a hundredth of a second, or when who invited no
    longer may.
    """
    if not still_offered(invitation):
        raise Conflict(USED)
    spent = update(Invitation).where(Invitation.id == invitation.id, pending()).values(acceptee_le=now())
    taken: Any = db.session.execute(spent, execution_options={"synchronize_session": False})
    if taken.rowcount != 1:
        raise Conflict(USED)
    compte = _compte_of(invitation.courriel, nom, mot_de_passe)
    confirm_compte(compte)
    host = Signature(invitation.par_id) if invitation.par_id else None
    for offered in invitation.roles:
        perimetre = Ref.read(offered["perimetre"]) if offered["perimetre"] else None
        give_role(compte, host, Fonction(offered["fonction"]), perimetre)
    announce(InvitationAccepted(invitation_id=invitation.id, compte_id=compte.id), Signature(compte.id))
    return compte


def still_offered(invitation: Invitation) -> bool:
    """Whether who invited is still here, and could still give these roles.

    The first one is invited by the machine.
    """
    if invitation.par_id is None:
        return True
    host = invitation.par
    admin = any(offered["fonction"] == Fonction.ADMIN_PLATEFORME for offered in invitation.roles)
    return host.actif and (administers(host) if admin else keeps(host))


def _compte_of(courriel: str, nom: str, mot_de_passe: str) -> Compte:
    """A new account, or the one that the same person began without confirming it."""
    begun = at_address(courriel)
    if begun is None or begun.confirme_le:
        return open_compte(courriel, nom, mot_de_passe)
    start_over(begun, nom, mot_de_passe)
    return begun


def withdraw_invitation(invitation: Invitation, by: Signature | None) -> None:
    """Take an invitation back: its link opens nothing any more. Raises ``WrongState`` when it was used."""
    lock(invitation)
    if invitation.etat is not Attente.EN_ATTENTE:
        raise WrongState(NOT_WAITING)
    invitation.expire_le = now()
    announce(InvitationWithdrawn(invitation_id=invitation.id), by)
