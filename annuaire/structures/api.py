"""The directory of structures for programs."""

from flask_login import current_user
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from socle.api import Asked, part
from socle.permissions import droits, fetch, visible

from .models import Structure
from .queries import called, with_territoire

bp = Blueprint("structures_api", __name__, url_prefix="/api/v1/structures", description="Structures")


class StructureJson(Schema):
    """A structure as programs read it."""

    id = fields.Integer()
    slug = fields.String()
    nom = fields.String()
    sigle = fields.String()
    famille = fields.String()
    siren = fields.String(allow_none=True)
    siret = fields.String(allow_none=True)
    territoire = fields.Dict(allow_none=True)
    objet = fields.String()
    site = fields.String()
    adherente = fields.Boolean()
    droits = fields.Dict(keys=fields.String(), values=fields.Boolean())


class StructuresAsked(Asked):
    """Which structures."""

    q = fields.String(load_default="")


def as_json(structure: Structure) -> dict:
    """The contract's form of a structure."""
    names = ("id", "slug", "nom", "sigle", "famille", "siren", "siret", "objet", "site", "adherente")
    seat = structure.territoire
    return {name: getattr(structure, name) for name in names} | {
        "territoire": {"id": seat.id, "code": seat.code, "nom": seat.nom_long} if seat else None,
        "droits": droits(current_user, structure, "edit"),
    }


@bp.get("")
@bp.arguments(StructuresAsked, location="query")
def index(asked: dict):
    """The directory by id, narrowed to a name when ``q`` is given."""
    found = visible(Structure, current_user).options(with_territoire())
    if asked["q"].strip():
        found = found.where(called(asked["q"][:80]))
    rows, following = part(found, Structure.id, asked)
    return {"structures": [as_json(s) for s in rows], "next": following}


@bp.get("/<slug>")
@bp.response(200, StructureJson)
def show(slug: str):
    """One structure."""
    return as_json(fetch(Structure, with_territoire(), slug=slug))
