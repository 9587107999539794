"""Pages of the fils. Bind, load, ask, act, commit, answer: in that order, every time."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import mandat_choices, signature
from echanges.lectures.actions import read_up_to
from echanges.lectures.queries import position_of
from socle.database import write
from socle.encarts import gestures_for, panels_for
from socle.errors import NotVisible, Unprocessable, for_program
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.numbers import number_in
from socle.permissions import can, fetch, require
from socle.security import posting_pace
from socle.sujets import Ref, find_all

from .actions import (
    REACTIONS,
    close_fil,
    edit_message,
    post_message,
    react,
    remove_message,
    reopen_fil,
)
from .api import as_json
from .forms import ClotureForm, EditForm, MessageForm, MotifForm
from .live import as_heard, missed
from .models import PAGE, Fil, Message
from .permissions import host_of
from .queries import page_of, revisions_of, shared_room

bp = Blueprint("fils", __name__, url_prefix="/fils")
bp.add_app_template_filter(lambda code: REACTIONS.get(code, code), "reaction")


@bp.get("/<int:fil_id>")
def show(fil_id: int):
    """A fil, at the page asked for, else where the reader stopped, else at its end."""
    fil = fetch(Fil, id=fil_id)
    return page_at(fil, blank(MessageForm, mandat_choices(current_user)))


def page_at(fil: Fil, form: Bound, status: int = 200):
    """The page of a fil with its composer."""
    position = position_of(fil.id, current_user.id)
    read = position or 0
    number = number_in(request.args, "page") or (
        min(fil.pages, read // PAGE + 1) if position is not None else fil.pages
    )
    if number > fil.pages:
        raise NotVisible
    messages = page_of(fil, number)
    _, thing = host_of(fil)
    shown = {
        "fil": fil, "thing": thing, "messages": messages, "form": form, "number": number, "read": read,
        "first_unread": _first_unread(messages, read) if position is not None else None,
        "marks": _marks(messages), "gestures": gestures_for("message", fil.host, current_user),
        "head": fil.dernier_seq, "cloture": blank(ClotureForm),
        "panels": panels_for("fil", fil, current_user),
    }  # fmt: skip
    return render_template("echanges/fils/show.html", **shown), status


def _first_unread(messages: list[Message], read: int) -> int | None:
    unread = (m.id for m in messages if m.rang > read and m.auteur_id != current_user.id)
    return next(unread, None)


def _marks(messages: list[Message]) -> dict[int, list]:
    """What the messages of a page led to, for this reader: one statement for each kind."""
    refs = {m.id: [Ref.read(text) for text in m.suites] for m in messages if m.suites}
    found = find_all({ref for several in refs.values() for ref in several if ref}, current_user)
    marks = {
        message_id: [found[ref] for ref in several if ref in found] for message_id, several in refs.items()
    }
    return {message_id: several for message_id, several in marks.items() if several}


@bp.get("/<int:fil_id>/messages")
def messages(fil_id: int):
    """What moved after a seq, as HTML fragments: asked by a browser that was away."""
    fil = fetch(Fil, id=fil_id)
    told = missed(fil, number_in(request.args, "after"))
    response = Response("".join(one["html"] for one in told["messages"]), mimetype="text/html")
    if told["more"]:
        following = url_for("fils.messages", fil_id=fil.id, after=told["messages"][-1]["seq"])
        response.headers["Link"] = f'<{following}>; rel="next"'
    response.headers["X-Head"] = str(told["head"])
    return response


@bp.post("/<int:fil_id>/messages")
@login_required
@limiter.limit(posting_pace)
def post(fil_id: int):
    """Say something."""
    form = bind(MessageForm, request.form, mandat_choices(current_user))
    write()
    fil = fetch(Fil, id=fil_id)
    require("post", fil)
    if form.errors:
        return _refuse(fil, form)
    by = signature(current_user, form.data["mandat"])
    message = post_message(fil, by, form.data["texte"], form.data["cle"], form.data["reponse_a"])
    read_up_to(fil.id, current_user.id, message.rang)
    db.session.commit()
    if for_program():
        return for_page(message), 201
    return redirect(url_for("fils.show", fil_id=fil.id, page=message.page, _anchor=f"message-{message.id}"))


def for_page(message: Message) -> dict:
    """The message for the page's own script: its ``html`` is the partial that everyone hears."""
    return {**as_json(message), "html": as_heard(message)}


def _refuse(fil: Fil, form: Bound):
    if for_program():
        raise Unprocessable(errors={name: [said] for name, said in form.errors.items()})
    db.session.rollback()
    return page_at(fetch(Fil, id=fil.id), form, 422)


@bp.get("/<int:fil_id>/messages/<int:message_id>")
def message(fil_id: int, message_id: int):
    """One message with its history and everything one may do with it; the way without a script."""
    found = _message(fil_id, message_id)
    return _message_page(found, blank(EditForm, texte=found.texte))


def _message(fil_id: int, message_id: int) -> Message:
    return fetch(Message, id=message_id, fil_id=fil_id)


def _message_page(found: Message, form: Bound, status: int = 200):
    shown = {
        "message": found, "fil": found.fil, "form": form, "retrait": blank(MotifForm), "reactions": REACTIONS,
        "revisions": [] if found.retire else revisions_of(found), "marks": _marks([found]).get(found.id, []), "panels": panels_for("ligne:message", found, current_user),
    }  # fmt: skip
    return render_template("echanges/fils/message.html", **shown), status


@bp.post("/<int:fil_id>/messages/<int:message_id>")
@login_required
@limiter.limit(posting_pace)
def edit(fil_id: int, message_id: int):
    """Reword."""
    form = bind(EditForm, request.form)
    write()
    found = _message(fil_id, message_id)
    require("edit", found)
    if form.errors:
        return _message_page(found, form, 422)
    edit_message(
        found, signature(current_user, found.mandat_id if found.mandat_id else None), form.data["texte"]
    )
    db.session.commit()
    return _back_to(found)


@bp.post("/<int:fil_id>/messages/<int:message_id>/retrait")
@login_required
def remove(fil_id: int, message_id: int):
    """Take away."""
    form = bind(MotifForm, request.form)
    write()
    found = _message(fil_id, message_id)
    require("remove", found)
    remove_message(found, signature(current_user), form.data.get("motif", ""))
    db.session.commit()
    return _back_to(found)


@bp.post("/<int:fil_id>/messages/<int:message_id>/reactions/<reaction>")
@login_required
@limiter.limit(posting_pace)
def toggle_reaction(fil_id: int, message_id: int, reaction: str):
    """React, or take the reaction back."""
    write()
    found = _message(fil_id, message_id)
    require("react", found)
    react(found, signature(current_user), reaction)
    db.session.commit()
    return _back_to(found)


def _back_to(found: Message):
    if for_program():
        return for_page(found)
    return redirect(url_for("fils.show", fil_id=found.fil_id, page=found.page, _anchor=f"message-{found.id}"))


@bp.post("/<int:fil_id>/lecture")
@login_required
def read(fil_id: int):
    """I have read up to here."""
    rang = number_in(request.form, "rang")
    write()
    fil = fetch(Fil, id=fil_id)
    read_up_to(fil.id, current_user.id, min(rang, fil.dernier_rang))
    db.session.commit()
    return ("", 204) if for_program() else redirect(url_for("fils.show", fil_id=fil.id, page=fil.pages))


@bp.post("/<int:fil_id>/cloture")
@login_required
def close(fil_id: int):
    """Close, with a reason."""
    form = bind(ClotureForm, request.form)
    write()
    fil = fetch(Fil, id=fil_id)
    require("close", fil)
    if form.errors:
        raise Unprocessable(form.errors.get("motif"))
    close_fil(fil, signature(current_user), form.data["motif"])
    db.session.commit()
    return redirect(url_for("fils.show", fil_id=fil.id))


@bp.post("/<int:fil_id>/reouverture")
@login_required
def reopen(fil_id: int):
    """Open again."""
    write()
    fil = fetch(Fil, id=fil_id)
    require("reopen", fil)
    reopen_fil(fil, signature(current_user))
    db.session.commit()
    return redirect(url_for("fils.show", fil_id=fil.id))


@bp.get("/<int:fil_id>/personnes")
@login_required
def people(fil_id: int):
    """Whom one may want to name: those who spoke here, by the start of their name. JSON for the composer."""
    fil = fetch(Fil, id=fil_id)
    if not can(current_user, "post", fil):
        return []
    start = request.args.get("q", "")[:40].replace("%", "").replace("_", "")
    return [{"id": c.id, "nom": c.nom, "insertion": f"@{c.alias}"} for c in shared_room(fil, start)]
