"""Tokens, for programs: made with a password, listed, revoked, at the addresses of the first version."""

from typing import Any

from flask_login import current_user, login_required
from flask_smorest import Blueprint
from marshmallow import fields

from annuaire import seuil
from annuaire.comptes.models import Compte, Jeton
from socle.api import PREFIX
from socle.database import write
from socle.errors import Refused, Turned
from socle.extensions import db
from socle.openapi import PROBLEM, Problem, Told
from socle.permissions import fetch, require, visible
from socle.seconds import must_have_second_factor
from socle.signatures import Signature

from .actions import make_jeton, revoke_jeton
from .forms import ProgrammeForm
from .queries import in_use, latest_first

bp = Blueprint("jetons_api", __name__, url_prefix=PREFIX, description="Jetons des programmes")
REFUSED = {"schema": Problem, "content_type": PROBLEM}
CODE_NEEDED = "Ce compte a un second facteur : joignez son code du moment dans « code »."


class JetonShown(Told):
    """A token, without what it opens."""

    id = fields.Integer(required=True)
    nom = fields.String(required=True)
    cree_le = fields.AwareDateTime(required=True)
    vu_le = fields.AwareDateTime(required=True, allow_none=True)


class JetonSecret(JetonShown):
    """A token just made, with what it opens, told this once."""

    jeton = fields.String(required=True)


class Unproven(Turned):
    """401: this address and this password do not go together."""

    status = 401
    title = "Connexion nécessaire"


class TooFast(Turned):
    """429: too many tries."""

    status = 429
    title = "Trop d'essais de suite"


@bp.post("/jetons")
@bp.arguments(ProgrammeForm)
@bp.response(201, JetonSecret)
@bp.alt_response(401, **REFUSED, description="Cette adresse et ce mot de passe ne vont pas ensemble.")
@bp.alt_response(403, **REFUSED, description="Un code de second facteur manque, ou n'est pas le bon.")
@bp.alt_response(429, **REFUSED, description="Trop d'essais de suite.")
def make(asked: dict[str, Any]):
    """Make a token with an address and a password."""
    proof = seuil.prove(asked["courriel"], asked["mot_de_passe"])
    if proof.compte is None:
        raise TooFast(proof.why) if proof.status == 429 else Unproven(proof.why)
    write()
    compte = proof.compte
    if proof.stale:
        raise Unproven(seuil.WRONG)
    if shut := seuil.shut(compte):
        raise Refused(shut)
    check_code(compte, asked["code"])
    jeton, secret = make_jeton(compte, asked["nom"])
    db.session.commit()
    return {"id": jeton.id, "nom": jeton.nom, "cree_le": jeton.cree_le, "vu_le": None, "jeton": secret}


def check_code(compte: Compte, code: str) -> None:
    """Raises ``Refused`` (403) while a second factor, or its code, is owed; tries are counted whatever
    follows.
    """
    if not compte.second_facteur:
        if must_have_second_factor(compte):
            raise Refused(seuil.FACTOR_FIRST)
        return
    if not code:
        raise Refused(CODE_NEEDED)
    if wrong := seuil.prove_code(compte, code):
        db.session.commit()
        raise TooFast(seuil.TOO_MANY_CODES) if wrong == 429 else Refused(CODE_NEEDED)


@bp.get("/jetons")
@bp.response(200, JetonShown(many=True))
@login_required
def held():
    """One's own tokens in use."""
    return list(db.session.scalars(visible(Jeton, current_user).where(in_use()).order_by(*latest_first())))


@bp.delete("/jetons/<int:jeton_id>")
@bp.response(204)
@login_required
def drop(jeton_id: int):
    """Revoke one of one's own tokens."""
    write()
    jeton = fetch(Jeton, id=jeton_id)
    require("revoke", jeton)
    revoke_jeton(jeton, Signature(current_user.id))
    db.session.commit()
