"""A fil, live: who may listen, and what they hear."""

from flask_login import current_user
from flask_socketio import join_room, leave_room
from marshmallow import Schema, fields, validate

from annuaire.comptes.models import Compte
from socle.cadence import Cadence, Rhythm
from socle.events import on
from socle.extensions import db, socketio
from socle.live import listens, own_socket
from socle.permissions import MOST, fetch, require, visible
from socle.standard import judges, leaves

from .events import FilClosed, FilReopened, MessageEdited, MessagePosted, MessageRemoved, ReactionChanged
from .fragments import all_drawn, heard
from .models import Fil
from .queries import CATCH_UP, heads, lines_after

IDS = validate.Range(0, MOST)
TOGETHER = 250_000  # characters of one answer: more would fill what may wait for a slow browser
TYPING = 1.0  # seconds between two times that one screen says that someone types


class Following(Schema):
    """``fil:follow``: which fil, and the last seq held."""

    fil_id = fields.Integer(required=True, strict=True, validate=IDS)
    after = fields.Integer(load_default=0, strict=True, validate=IDS)


class OneFil(Schema):
    """``fil:leave``, ``fil:typing``."""

    fil_id = fields.Integer(required=True, strict=True, validate=IDS)


class ManyFils(Schema):
    """``heads``: at most a hundred fils."""

    fils = fields.List(
        fields.Integer(strict=True, validate=IDS), required=True, validate=validate.Length(max=100)
    )


def room(fil_id: int) -> str:
    """The room of those who follow a fil."""
    return f"fil:{fil_id}"


@listens("fil:follow", Following)
def follow(asked: dict) -> dict:
    """Join first, then read: nothing falls between."""
    fil = fetch(Fil, id=asked["fil_id"])
    join_room(room(fil.id))
    tell_presence(fil.id)
    return missed(fil, asked["after"])


def missed(fil: Fil, after: int) -> dict:
    """What moved after a seq: ``{"head", "messages": [{"id", "seq", "html"}], "more"}``."""
    db.session.refresh(fil, ["dernier_seq"])
    moved = lines_after(fil, after)
    drawings = all_drawn(moved[:CATCH_UP])
    told: list[dict] = []
    weight = 0
    for line, html in zip(moved, drawings, strict=False):
        told.append({"id": line.id, "seq": line.moved, "html": html})
        weight += len(html)
        if weight > TOGETHER:
            break
    return {"head": fil.dernier_seq, "messages": told, "more": len(moved) > len(told)}


@listens("fil:leave", OneFil)
def stop_following(asked: dict) -> None:
    """The page is gone."""
    leave_room(room(asked["fil_id"]))
    tell_presence(asked["fil_id"])


def may_type(asked: dict) -> str:
    """The name that others will see. Raises ``Turned`` for who may not answer in the fil."""
    require("post", fetch(Fil, id=asked["fil_id"]))
    return current_user.nom


@listens("fil:typing", OneFil, every=TYPING, granted=may_type)
def type_in(asked: dict, nom: str) -> None:
    """Someone is writing: told to the others, kept nowhere."""
    fil_id = asked["fil_id"]
    if names.first(fil_id):
        socketio.emit("fil:typing", {"fil_id": fil_id, "nom": nom}, to=room(fil_id), skip_sid=own_socket())


@judges("fil")
def still_readable(compte_id: int, ids: list[int]) -> set[int]:
    """Which of these fils the account may read now."""
    compte = db.session.get(Compte, compte_id)
    narrowed = visible(Fil, compte).with_only_columns(Fil.id).where(Fil.id.in_(ids))
    return set(db.session.scalars(narrowed))


@listens("heads", ManyFils)
def tell_heads(asked: dict) -> dict:
    """The latest seq of fils that one may read: finds a lost last message."""
    narrowed = visible(Fil, current_user).with_only_columns(Fil.id).where(Fil.id.in_(asked["fils"]))
    return {
        str(fil_id): seq
        for fil_id, seq in db.session.execute(heads(asked["fils"]).where(Fil.id.in_(narrowed)))
    }


def say_presence(fil_id: int) -> None:
    """How many screens are open on the fil in this process."""
    here = len(socketio.server.manager.rooms.get("/", {}).get(room(fil_id), ()))
    socketio.emit("fil:presence", {"fil_id": fil_id, "nombre": here}, to=room(fil_id))


tell_presence = Cadence(1.0, say_presence)  # a meeting that arrives together makes one news a second
names: Rhythm[int] = Rhythm(0.5)  # a page shows one name at a time


@leaves("fil")
def one_screen_less(fil_id: int) -> None:
    """A page was closed, or its line was cut."""
    tell_presence.later(fil_id)


@on(MessagePosted)
def tell_message(event: MessagePosted) -> None:
    """New, edited, removed, reacted to: the same partial, the same name, its seq."""
    html = heard(event.message_id, event.seq)
    told = {"fil_id": event.fil_id, "seq": event.seq, "id": event.message_id, "html": html}
    socketio.emit("fil:message", told, to=room(event.fil_id))


on(MessageEdited)(tell_message)
on(MessageRemoved)(tell_message)
on(ReactionChanged)(tell_message)


@on(FilClosed)
def tell_closed(event: FilClosed) -> None:
    """The composer gives way to the reason."""
    socketio.emit("fil:etat", {"fil_id": event.fil_id}, to=room(event.fil_id))


on(FilReopened)(tell_closed)
