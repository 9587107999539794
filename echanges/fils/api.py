"""Fils for programs: the same questions, the same actions, another envelope."""

from flask_login import current_user, login_required
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from annuaire.roles.queries import signature
from echanges.lectures.actions import read_up_to
from socle.api import Asked, part
from socle.database import lock, write
from socle.errors import NotVisible
from socle.extensions import db, limiter
from socle.permissions import droits, fetch, require, visible
from socle.security import posting_pace
from socle.sujets import Ref, find_all
from socle.templating import iso

from .actions import post_message
from .forms import MessageForm
from .models import Fil, Message
from .queries import hung_on, moved_after

bp = Blueprint("fils_api", __name__, url_prefix="/api/v1/fils", description="Fils et messages")


class MessageJson(Schema):
    """A message as programs read it."""

    id = fields.Integer()
    fil_id = fields.Integer()
    rang = fields.Integer(metadata={"description": "place fixe dans le fil, sans trou"})
    seq = fields.Integer(metadata={"description": "dernier mouvement, sans trou dans le fil"})
    texte = fields.String()
    html = fields.String()
    auteur = fields.Dict()
    mandat = fields.String(allow_none=True)
    cree_le = fields.String()
    modifie_le = fields.String(allow_none=True)
    retire = fields.Boolean()
    droits = fields.Dict(keys=fields.String(), values=fields.Boolean())


class FilJson(Schema):
    """A fil as programs read it."""

    id = fields.Integer()
    sujet = fields.String()
    titre = fields.String()
    clos = fields.Boolean()
    messages = fields.Integer()
    head = fields.Integer()
    droits = fields.Dict(keys=fields.String(), values=fields.Boolean())


class FilsAsked(Asked):
    """Which fils."""

    sujet = fields.String(load_default="")


def as_json(message: Message) -> dict:
    """The contract's form of a message; nothing of a removed one but its place."""
    return {
        "id": message.id,
        "fil_id": message.fil_id,
        "rang": message.rang,
        "seq": message.seq,
        "texte": "" if message.retire else message.texte,
        "html": "" if message.retire else message.html,
        "auteur": message.auteur.fiche,
        "mandat": message.mandat,
        "cree_le": iso(message.cree_le),
        "modifie_le": iso(message.modifie_le) if message.modifie_le else None,
        "retire": message.retire,
        "droits": droits(current_user, message, "edit", "remove", "react"),
    }


def fil_json(fil: Fil) -> dict:
    """The contract's form of a fil."""
    return {
        "id": fil.id,
        "sujet": str(fil.host),
        "titre": fil.titre,
        "clos": fil.clos,
        "messages": fil.dernier_rang,
        "head": fil.dernier_seq,
        "droits": droits(current_user, fil, "post", "close", "reopen"),
    }


@bp.get("")
@bp.arguments(FilsAsked, location="query")
@login_required
def index(asked: dict):
    """Fils that one may read, by id, those of a sujet when it is named."""
    fils = visible(Fil, current_user)
    if asked["sujet"]:
        host = Ref.read(asked["sujet"])
        if host is None:
            raise NotVisible
        fils = fils.where(hung_on(host))
    rows, following = part(fils, Fil.id, asked)
    _held = find_all(
        {fil.host for fil in rows}, current_user
    )  # rights ask each fil for it: at hand, it is free
    return {"fils": [fil_json(fil) for fil in rows], "next": following}


@bp.get("/<int:fil_id>")
@bp.response(200, FilJson)
@login_required
def show(fil_id: int):
    """One fil."""
    return fil_json(fetch(Fil, id=fil_id))


@bp.get("/<int:fil_id>/messages")
@bp.arguments(Asked, location="query")
@login_required
def messages(asked: dict, fil_id: int):
    """What moved after a seq, ascending; ``next`` is the seq to ask from, ``head`` the latest one."""
    fil = fetch(Fil, id=fil_id)
    _held = find_all({fil.host}, current_user)
    moved = moved_after(fil, asked["after"])[: asked["limit"] + 1]
    more = len(moved) > asked["limit"]
    moved = moved[: asked["limit"]]
    told = [{**as_json(message), "seq": seq} for seq, message in moved]
    return {"messages": told, "next": moved[-1][0] if more else None, "head": fil.dernier_seq}


@bp.post("/<int:fil_id>/messages")
@login_required
@limiter.limit(posting_pace)
@bp.arguments(MessageForm)
@bp.response(201, MessageJson)
def post(asked: dict, fil_id: int):
    """Say something; the same ``cle`` gives the same message (200)."""
    write()
    fil = fetch(Fil, id=fil_id)
    require("post", fil)
    lock(fil)
    head = fil.dernier_rang
    by = signature(current_user, asked["mandat"])
    message = post_message(fil, by, asked["texte"], asked["cle"], asked["reponse_a"])
    read_up_to(fil.id, current_user.id, message.rang)
    db.session.commit()
    return as_json(message), 201 if message.rang > head else 200
