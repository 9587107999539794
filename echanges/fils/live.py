"""A fil, live: who may listen, and what they hear."""

from flask_login import current_user
from flask_socketio import join_room, leave_room
from marshmallow import Schema, fields, validate

from socle.events import on
from socle.extensions import db, socketio
from socle.live import listens, own_socket
from socle.permissions import MOST, can, fetch, visible

from .events import FilClosed, FilReopened, MessageEdited, MessagePosted, MessageRemoved, ReactionChanged
from .fragments import all_drawn, heard
from .models import Fil
from .queries import CATCH_UP, heads, lines_after

IDS = validate.Range(0, MOST)


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
    told = [{"id": line.id, "seq": line.moved, "html": drawings[line.id]} for line in moved[:CATCH_UP]]
    return {"head": fil.dernier_seq, "messages": told, "more": len(moved) > CATCH_UP}


@listens("fil:leave", OneFil)
def stop_following(asked: dict) -> None:
    """The page is gone."""
    leave_room(room(asked["fil_id"]))
    tell_presence(asked["fil_id"])


@listens("fil:typing", OneFil)
def type_in(asked: dict) -> None:
    """Someone is writing: told to the others, kept nowhere."""
    fil = fetch(Fil, id=asked["fil_id"])
    if can(current_user, "post", fil):
        socketio.emit(
            "fil:typing", {"fil_id": fil.id, "nom": current_user.nom}, to=room(fil.id), skip_sid=own_socket()
        )


@listens("heads", ManyFils)
def tell_heads(asked: dict) -> dict:
    """The latest seq of fils that one may read: finds a lost last message."""
    narrowed = visible(Fil, current_user).with_only_columns(Fil.id).where(Fil.id.in_(asked["fils"]))
    return {
        str(fil_id): seq
        for fil_id, seq in db.session.execute(heads(asked["fils"]).where(Fil.id.in_(narrowed)))
    }


def tell_presence(fil_id: int) -> None:
    """How many screens are open on the fil in this process."""
    here = sum(1 for _ in socketio.server.manager.get_participants("/", room(fil_id)))
    socketio.emit("fil:presence", {"fil_id": fil_id, "nombre": here}, to=room(fil_id))


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
