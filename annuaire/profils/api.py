"""Who I am, for programs."""

from flask_login import current_user, login_required
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from sqlalchemy.orm import joinedload

from annuaire.roles.models import Mandat, Role
from annuaire.roles.queries import in_force, of_compte
from socle.extensions import db
from socle.permissions import visible

bp = Blueprint("moi_api", __name__, url_prefix="/api/v1/moi", description="Le compte de qui appelle")


class RoleShown(Schema):
    """A role in force."""

    id = fields.Integer()
    fonction = fields.Function(lambda role: role.fonction.value, metadata={"type": "string"})
    libelle = fields.String()
    perimetre = fields.Function(
        lambda role: str(role.perimetre) if role.perimetre else None, metadata={"type": ["string", "null"]}
    )
    debut = fields.Date()
    fin = fields.Date(allow_none=True)


class MandatShown(Schema):
    """A mandate in force: its ``id`` signs acts."""

    id = fields.Integer()
    structure_id = fields.Integer()
    libelle = fields.String()
    suppleant = fields.Boolean()
    debut = fields.Date()
    fin = fields.Date(allow_none=True)


class Moi(Schema):
    """The account of the caller, with its roles and mandates in force."""

    id = fields.Integer()
    nom = fields.String()
    alias = fields.String()
    courriel = fields.String()
    presentation = fields.String()
    theme = fields.String()
    rythme = fields.String()
    second_facteur = fields.Boolean()
    roles = fields.List(fields.Nested(RoleShown))
    mandats = fields.List(fields.Nested(MandatShown))


@bp.get("")
@bp.response(200, Moi)
@login_required
def show():
    """The account, the roles and the mandates of the caller."""
    moi = current_user
    roles = visible(Role, moi).where(of_compte(Role, moi.id), in_force(Role)).order_by(Role.id)
    mandats = visible(Mandat, moi).where(of_compte(Mandat, moi.id), in_force(Mandat)).order_by(Mandat.id)
    told = ("id", "nom", "alias", "courriel", "presentation", "theme", "rythme", "second_facteur")
    return {name: getattr(moi, name) for name in told} | {
        "roles": db.session.scalars(roles).all(),
        "mandats": db.session.scalars(mandats.options(joinedload(Mandat.structure))).all(),
    }
