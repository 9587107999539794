"""Territoires for programs."""

from flask_login import current_user
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from socle.errors import NotVisible
from socle.permissions import visible

from .models import Territoire
from .queries import coded, near

bp = Blueprint("territoires_api", __name__, url_prefix="/api/v1/territoires", description="Territoires")


class TerritoireJson(Schema):
    """A territory as programs read it."""

    id = fields.Integer()
    genre = fields.String()
    code = fields.String()
    nom = fields.String()
    nom_long = fields.String()
    departement = fields.String(allow_none=True)
    population = fields.Integer(allow_none=True)
    annee = fields.Integer(allow_none=True)
    parents = fields.List(fields.String())


class TerritoiresAsked(Schema):
    """Which territories."""

    q = fields.String(load_default="", metadata={"description": "début du nom, ou code"})


def as_json(territoire: Territoire) -> dict:
    """The contract's form of a territory, without what contains it."""
    names = ("id", "genre", "code", "nom", "nom_long", "departement", "population", "annee")
    return {name: getattr(territoire, name) for name in names}


@bp.get("")
@bp.arguments(TerritoiresAsked, location="query")
def index(asked: dict):
    """The twelve that one most likely means, the nearest first."""
    return {"territoires": [as_json(territoire) for territoire in near(asked["q"][:80])]}


@bp.get("/<code>")
@bp.response(200, TerritoireJson)
def show(code: str):
    """One territory and what contains it."""
    territoire = coded(code[:40], visible(Territoire, current_user))
    if territoire is None:
        raise NotVisible
    parents = [f"{parent.genre}:{parent.code}" for parent in territoire.parents]
    return {**as_json(territoire), "parents": parents}
