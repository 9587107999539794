"""Communautés for programs."""

from flask_login import current_user
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from socle.api import Asked, part
from socle.permissions import can, droits, fetch, visible
from socle.templating import iso

from .models import Communaute
from .queries import communautes_of, with_point

bp = Blueprint("communautes_api", __name__, url_prefix="/api/v1/communautes", description="Communautés")


class CommunauteJson(Schema):
    """A communauté as programs read it."""

    id = fields.Integer()
    code = fields.String()
    slug = fields.String()
    nom = fields.String()
    objet = fields.String()
    acces = fields.String()
    entree = fields.String()
    instituee_le = fields.String()
    membre = fields.Boolean(metadata={"description": "si la personne qui demande en est membre"})
    droits = fields.Dict(keys=fields.String(), values=fields.Boolean())


class CommunauteWholeJson(CommunauteJson):
    """A communauté with its rules and where it stands."""

    regles = fields.String()
    point = fields.Dict(allow_none=True)


def as_json(communaute: Communaute) -> dict:
    """The contract's form of a communauté in a list."""
    names = ("id", "code", "slug", "nom", "objet", "acces", "entree")
    return {name: getattr(communaute, name) for name in names} | {
        "instituee_le": communaute.instituee_le.isoformat(),
        "membre": communaute.id in communautes_of(current_user),
        "droits": droits(
            current_user, communaute, "read_talk", "join", "ask", "leave", "propose", "write_note", "animate"
        ),
    }


@bp.get("")
@bp.arguments(Asked, location="query")
def index(asked: dict):
    """Communautés one may know of, by id."""
    rows, following = part(visible(Communaute, current_user), Communaute.id, asked)
    return {"communautes": [as_json(communaute) for communaute in rows], "next": following}


@bp.get("/<slug>")
@bp.response(200, CommunauteWholeJson)
def show(slug: str):
    """One communauté; « Où en est-on ? » for whoever reads its talk."""
    communaute = fetch(Communaute, *with_point(), slug=slug)
    point = communaute.point if can(current_user, "read_talk", communaute) else None
    told = {"numero": point.numero, "texte": point.texte, "ecrit_le": iso(point.ecrit_le)} if point else None
    return as_json(communaute) | {"regles": communaute.regles, "point": told}
