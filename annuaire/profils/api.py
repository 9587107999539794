"""Who I am, for programs."""

from flask_login import current_user, login_required
from flask_smorest import Blueprint
from marshmallow import fields
from sqlalchemy.orm import joinedload

from annuaire.roles.models import Mandat, Role
from annuaire.roles.queries import in_force, of_compte
from socle.api import PREFIX
from socle.extensions import db
from socle.fiches import fiche_of
from socle.openapi import Told
from socle.permissions import visible

bp = Blueprint("profils_api", __name__, url_prefix=PREFIX, description="Le compte de qui appelle")


class Moi(Told):
    """The account of the caller, with its roles and mandates in force; the ``id`` of a mandate signs acts."""

    id = fields.Integer(required=True)
    nom = fields.String(required=True)
    alias = fields.String(required=True)
    courriel = fields.String(required=True)
    presentation = fields.String(required=True)
    theme = fields.String(required=True)
    rythme = fields.String(required=True)
    second_facteur = fields.Boolean(required=True)
    roles = fields.List(fields.Nested(fiche_of(Role).schema()), required=True)
    mandats = fields.List(fields.Nested(fiche_of(Mandat).schema()), required=True)


@bp.get("/moi")
@bp.response(200, Moi)
@login_required
def show():
    """The account, the roles and the mandates of the caller."""
    moi = current_user
    roles = visible(Role, moi).where(of_compte(Role, moi.id), in_force(Role)).order_by(Role.id)
    mandats = visible(Mandat, moi).where(of_compte(Mandat, moi.id), in_force(Mandat)).order_by(Mandat.id)
    told = ("id", "nom", "alias", "courriel", "presentation", "theme", "rythme", "second_facteur")
    return {name: getattr(moi, name) for name in told} | {
        "roles": [fiche_of(Role).row(one, moi) for one in db.session.scalars(roles)],
        "mandats": [
            fiche_of(Mandat).row(one, moi)
            for one in db.session.scalars(mandats.options(joinedload(Mandat.structure)))
        ],
    }
