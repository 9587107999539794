"""Propositions for programs."""

from flask_login import current_user
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from communautes.espaces.queries import of_slug
from socle.api import Asked, part
from socle.permissions import droits, fetch, visible
from socle.templating import iso

from .models import Etat, Proposition
from .queries import in_state, with_people

bp = Blueprint("propositions_api", __name__, url_prefix="/api/v1/propositions", description="Propositions")
TEXTS = ("description", "description_html", "publics", "moyens", "calendrier", "motif")


WORDS = ("reference", "communaute", "titre", "objectif", "etat", "creee_le")
PropositionJson = Schema.from_dict(
    {name: fields.Integer() for name in ("id", "soutiens")}
    | {name: fields.String() for name in WORDS}
    | {name: fields.String(allow_none=True) for name in ("mandat", "decidee_le")}
    | {
        "gelee": fields.Boolean(metadata={"description": "si son texte ne peut plus changer"}),
        "auteur": fields.Dict(),
    }
    | {"droits": fields.Dict(keys=fields.String(), values=fields.Boolean())},
    name="PropositionJson",
)
PropositionWholeJson = PropositionJson.from_dict(
    {name: fields.String(allow_none=True) for name in TEXTS}, name="PropositionWholeJson"
)


class PropositionsAsked(Asked):
    """Which propositions."""

    communaute = fields.String(load_default="", metadata={"description": "slug"})
    etat = fields.String(load_default=None, validate=validate.OneOf(list(Etat)))


def as_json(proposition: Proposition) -> dict:
    """The contract's form of a proposition in a list."""
    names = ("id", "reference", "titre", "objectif", "etat", "mandat", "soutiens", "gelee")
    return {name: getattr(proposition, name) for name in names} | {
        "communaute": proposition.communaute.slug,
        "auteur": proposition.auteur.fiche,
        "creee_le": iso(proposition.creee_le),
        "decidee_le": iso(proposition.decidee_le) if proposition.decidee_le else None,
        "droits": droits(current_user, proposition, "edit", "submit", "support", "comment", "withdraw"),
    }


@bp.get("")
@bp.arguments(PropositionsAsked, location="query")
def index(asked: dict):
    """Propositions one may read, by id; those of a communauté, of a state, when they are named."""
    found = visible(Proposition, current_user).options(*with_people())
    if asked["communaute"]:
        found = found.where(Proposition.communaute_id.in_(of_slug(asked["communaute"])))
    if asked["etat"]:
        found = found.where(in_state(Etat(asked["etat"])))
    rows, following = part(found, Proposition.id, asked)
    return {"propositions": [as_json(one) for one in rows], "next": following}


@bp.get("/<int:proposition_id>")
@bp.response(200, PropositionWholeJson)
def show(proposition_id: int):
    """One proposition, with its texts."""
    proposition = fetch(Proposition, *with_people(), id=proposition_id)
    return as_json(proposition) | {name: getattr(proposition, name) for name in TEXTS}
