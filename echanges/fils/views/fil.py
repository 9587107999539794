"""Pages of the fils. Bind, load, ask, act, commit, answer: in that order, every time."""

from collections.abc import Sequence
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import mandat_choices, signature
from echanges.fils.actions import post_message
from echanges.fils.api import as_json
from echanges.fils.forms import MessageForm
from echanges.fils.fragments import all_drawn, drawn
from echanges.fils.live import missed
from echanges.fils.models import PAGE, Fil, Message
from echanges.fils.permissions import host_of, may_reword
from echanges.fils.queries import marks_of, page_of, shared_room
from echanges.fils.sujet import SujetFil
from echanges.lectures.actions import read_up_to
from echanges.lectures.queries import position_of
from socle.database import write
from socle.encarts import gestures_for, panels_for
from socle.errors import NotVisible, Turned, Unprocessable, for_program
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.numbers import number_in
from socle.permissions import can, fetch, require
from socle.security import posting_pace
from socle.templating import new_key

from . import bp


@bp.get(SujetFil.path)
def show(id: int):
    """A fil, at the page asked for, else where the reader stopped, else at its end."""
    fil = fetch(Fil, id=id)
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
        "fil": fil,
        "thing": thing,
        "messages": messages,
        "drawn": all_drawn(messages),
        "mine": {m.id for m in messages if m.auteur_id == current_user.id and may_reword(current_user, m)},
        "form": form,
        "number": number,
        "read": read,
        "first_unread": _first_unread(messages, read) if position is not None else None,
        "marks": marks_of(messages, current_user),
        "gestures": gestures_for("message", fil.host, current_user),
        "head": fil.dernier_seq,
        "panels": panels_for("fil", fil, current_user),
    }
    return render_template("echanges/fils/show.html", **shown), status


def _first_unread(messages: Sequence[Any], read: int) -> int | None:
    unread = (m.id for m in messages if m.rang > read and m.auteur_id != current_user.id)
    return next(unread, None)


@bp.get(SujetFil.path + "/messages")
def messages(id: int):
    """What moved after a seq, as HTML fragments: asked by a browser that was away."""
    fil = fetch(Fil, id=id)
    told = missed(fil, number_in(request.args, "after"))
    response = Response("".join(one["html"] for one in told["messages"]), mimetype="text/html")
    if told["more"]:
        following = url_for("fils.messages", id=fil.id, after=told["messages"][-1]["seq"])
        response.headers["Link"] = f'<{following}>; rel="next"'
    response.headers["X-Head"] = str(told["head"])
    return response


@bp.post(SujetFil.path + "/messages")
@login_required
@limiter.limit(posting_pace)
def post(id: int):
    """Say something."""
    form = bind(MessageForm, request.form, mandat_choices(current_user))
    write()
    fil = fetch(Fil, id=id)
    try:
        require("post", fil)
        message = _posted(fil, form)
    except Turned as refused:
        return _refuse(id, form, refused)
    read_up_to(fil.id, current_user.id, message.rang)
    db.session.commit()
    if for_program():
        return for_page(message), 201
    return redirect(url_for("fils.show", id=fil.id, page=message.page, _anchor=f"message-{message.id}"))


def _posted(fil: Fil, form: Bound) -> Message:
    if form.errors:
        raise Unprocessable(errors={name: [said] for name, said in form.errors.items()})
    by = signature(current_user, form.data["mandat"])
    cle = form.data["cle"] or new_key()
    return post_message(fil, by, form.data["texte"], cle, form.data["reponse_a"])


def for_page(message: Message) -> dict:
    """The message for the page's own script: its ``html`` is the partial that everyone hears."""
    return {**as_json(message), "html": drawn(message)}


def _refuse(id: int, form: Bound, refused: Turned):
    """The page of the fil, with what was typed and why it was not sent."""
    if for_program():
        raise refused
    db.session.rollback()
    form.take(refused)
    if "reponse_a" in form.errors:
        form.raw["reponse_a"] = ""
    return page_at(fetch(Fil, id=id), form, refused.status)


@bp.post(SujetFil.path + "/lecture")
@login_required
def read(id: int):
    """I have read up to here."""
    rang = number_in(request.form, "rang")
    write()
    fil = fetch(Fil, id=id)
    read_up_to(fil.id, current_user.id, min(rang, fil.dernier_rang))
    db.session.commit()
    return ("", 204) if for_program() else redirect(url_for("fils.show", id=fil.id, page=fil.pages))


@bp.get(SujetFil.path + "/personnes")
@login_required
def people(id: int):
    """Whom one may want to name: those who spoke here, by the start of their name. JSON for the composer."""
    fil = fetch(Fil, id=id)
    if not can(current_user, "post", fil):
        return []
    start = request.args.get("q", "")[:40].replace("%", "").replace("_", "")
    return [{"id": c.id, "nom": c.nom, "insertion": f"@{c.alias}"} for c in shared_room(fil, start)]
