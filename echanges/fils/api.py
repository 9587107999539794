"""Fils for programs, where numbers of the fil rule: what moved after a seq, saying something; and the list.

The list stays by hand: rights ask each fil for its host, and all hosts are held in one batch.
"""

from typing import Any

from flask_login import current_user, login_required
from flask_smorest import Blueprint
from marshmallow import fields

from annuaire.roles.queries import signature
from echanges.lectures.actions import read_up_to
from socle.api import PREFIX, Asked, part
from socle.database import write, writes
from socle.errors import Unprocessable
from socle.extensions import db, limiter
from socle.fiches import told
from socle.openapi import Told
from socle.permissions import fetch, require, visible
from socle.security import posting_pace
from socle.sujets import Ref, find_all
from socle.templating import new_key

from .actions import post_message
from .fiches import FICHES
from .forms import MessageForm
from .fragments import say
from .models import Fil, Message
from .permissions import opened_to_say
from .queries import hung_on, moved_after

bp = Blueprint("fils_api", __name__, url_prefix=PREFIX, description="Fils et messages")
FIL, MESSAGE = FICHES


class FilsAsked(Asked):
    """Which fils."""

    sujet = fields.String(load_default="")


class FilsTold(Told):
    """A part of the list."""

    fils = fields.List(fields.Nested(FIL.schema()), required=True)
    next = fields.Integer(required=True, allow_none=True)


class MessagesTold(Told):
    """What moved."""

    messages = fields.List(fields.Nested(MESSAGE.schema()), required=True)
    next = fields.Integer(required=True, allow_none=True)
    head = fields.Integer(required=True)


def as_json(message: Message) -> dict[str, Any]:
    """The contract's form of a message; nothing of a removed one but its place."""
    return told(message, current_user)


@bp.get("/fils")
@bp.arguments(FilsAsked, location="query")
@bp.response(200, FilsTold)
@login_required
def index(asked: dict):
    """Fils that one may read, by id, those of a sujet when it is named."""
    fils = visible(Fil, current_user)
    if asked["sujet"]:
        host = Ref.read(asked["sujet"])
        if host is None:
            raise Unprocessable(errors={"sujet": ["Un genre et un numéro sont attendus : communaute:3."]})
        fils = fils.where(hung_on(host))
    rows, following = part(fils, Fil.id, asked)
    # rights ask each fil for its host: at hand, it is free
    _held = find_all({fil.host for fil in rows}, current_user)
    return {"fils": [FIL.row(fil, current_user) for fil in rows], "next": following}


@bp.get("/fils/<int:id>/messages")
@bp.arguments(Asked, location="query")
@bp.response(200, MessagesTold)
@login_required
def messages(asked: dict, id: int):
    """What moved after a seq, ascending; ``next`` is the seq to ask from, ``head`` the latest one."""
    fil = fetch(Fil, id=id)
    _held = find_all({fil.host}, current_user)
    moved = moved_after(fil, asked["after"], asked["limit"] + 1)
    more = len(moved) > asked["limit"]
    moved = moved[: asked["limit"]]
    rows = [{**as_json(message), "seq": seq} for seq, message in moved]
    return {"messages": rows, "next": moved[-1][0] if more else None, "head": fil.dernier_seq}


@bp.post("/fils/<int:id>/messages")
@writes
@login_required
@limiter.limit(posting_pace)
@bp.arguments(MessageForm)
@bp.response(201, MESSAGE.schema(whole=True))
@bp.alt_response(200, schema=MESSAGE.schema(whole=True), success=True)
def post(asked: dict, id: int):
    """Say something; the same ``cle`` gives the same message (200)."""
    write()
    cle, reponse_a = asked["cle"] or new_key(), asked["reponse_a"]
    fil, _host, known = opened_to_say(id, current_user, cle, reponse_a)
    require("post", fil)
    head = fil.dernier_rang
    by = signature(current_user, asked["mandat"])
    message = post_message(fil, by, asked["texte"], cle, reponse_a, known)
    read_up_to(fil.id, current_user.id, message.rang)
    say(message)
    db.session.commit()
    return as_json(message), 201 if message.rang > head else 200
