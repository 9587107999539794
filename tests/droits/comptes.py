"""What people hold in the world: a role, a mandate, a session, a token, an invitation, a mail."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from annuaire.comptes.actions import open_connexion
from annuaire.comptes.models import Connexion, Invitation
from annuaire.jetons.actions import make_jeton
from annuaire.roles.models import Role
from socle.clock import now
from socle.courriels import keep_mail
from socle.extensions import db


def build_accounts(cast) -> dict[str, Any]:
    """One of each, beside what the cast brings."""
    open_connexion(cast.amina, "Firefox sur Linux")
    jeton, _ = make_jeton(cast.amina, "agenda")
    guest = Invitation(
        empreinte="-",
        courriel="nadia@exemple.fr",
        nom="Nadia",
        roles=[{"fonction": "charge_mission", "perimetre": None}],
        par_id=cast.farid.id,
        expire_le=now() + timedelta(days=14),
    )
    db.session.add(guest)
    mail = keep_mail("nadia@exemple.fr", "Vous êtes invité·e", "Bonjour", None)
    db.session.commit()
    return {
        "role": db.session.scalar(select(Role.id).where(Role.compte_id == cast.carole.id)),
        "mandat": cast.mandat_hugo.id,
        "connexion": db.session.scalar(select(Connexion.id).where(Connexion.compte_id == cast.amina.id)),
        "jeton": jeton.id,
        "invite": guest.id,
        "courriel": mail.id,
        "edith": cast.edith.id,
    }
