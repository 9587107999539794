"""Pages of the fils. Bind, load, ask, act, commit, answer: in that order, every time."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Response, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from markupsafe import Markup

from annuaire.roles.queries import mandat_choices, signature
from echanges.fils.actions import post_message
from echanges.fils.api import as_json
from echanges.fils.forms import MessageForm
from echanges.fils.fragments import all_drawn, say
from echanges.fils.live import missed
from echanges.fils.models import PAGE, Fil
from echanges.fils.permissions import may_reword, opened, opened_to_say
from echanges.fils.queries import marks_of, page_of, shared_room, suites_on
from echanges.fils.sujet import SujetFil
from echanges.lectures.actions import read_up_to
from socle.database import write, writes
from socle.encarts import gestures_for, panels_for
from socle.errors import NotVisible, Turned, Unprocessable, for_program
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.numbers import number_in
from socle.permissions import can, fetch, require
from socle.security import posting_pace
from socle.signatures import Signature
from socle.templating import new_key, together
from socle.viewers import bare

from . import bp


@bp.get(SujetFil.path)
def show(id: int):
    """A fil, at the page asked for, else where the reader stopped, else at its end."""
    return page_at(id, blank(MessageForm, mandat_choices(current_user)))


def page_at(id: int, form: Bound, status: int = 200):
    """The page of a fil with its composer."""
    viewer = bare(current_user)
    fil, thing = opened(id, viewer)
    position = fil.lu
    read = position or 0
    number = number_in(request.args, "page") or (
        min(fil.pages, read // PAGE + 1) if position is not None else fil.pages
    )
    if number > fil.pages:
        raise NotVisible
    messages = page_of(fil, number)
    marks = marks_of(suites_on(messages), viewer)
    first = _first_unread(messages, read, viewer) if position is not None else None
    shown = {
        "fil": fil,
        "thing": thing,
        "stretches": _stretches(messages, first, marks, viewer),
        "form": form,
        "number": number,
        "read": read,
        "gestures": gestures_for("message", fil.host, viewer),
        "head": fil.dernier_seq,
        "panels": panels_for("fil", fil, viewer),
    }
    return render_template("echanges/fils/show.html", **shown), status


class Stretch(NamedTuple):
    """Messages that follow each other, and what this reader is told above the first and under the last."""

    new: bool
    html: Markup
    mine: int | None
    last: int
    led_to: list[Any]


def _stretches(messages: Sequence[Any], first: int | None, marks: dict, viewer: Any) -> list[Stretch]:
    """The page, cut only where it says something to this reader: between the cuts it is the same for all."""
    ids = [line.id for line in messages]
    start, cut, said = 0, list[Stretch](), all_drawn(messages)
    following = ids[1:] + [None] * bool(ids)
    for n, (line, number, after) in enumerate(zip(messages, ids, following, strict=True)):
        mine = number if line.auteur_id == viewer.id and may_reword(viewer, line) else None
        led_to = marks.get(number, [])
        if mine or led_to or after in (None, first):
            html = together(said[start : n + 1])
            cut.append(Stretch(ids[start] == first, html, mine, number, led_to))
            start = n + 1
    return cut


def _first_unread(messages: Sequence[Any], read: int, viewer: Any) -> int | None:
    unread = (m.id for m in messages if m.rang > read and m.auteur_id != viewer.id)
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
@writes
@login_required
@limiter.limit(posting_pace)
def post(id: int):
    """Say something."""
    form = bind(MessageForm, request.form)
    write()
    cle, reponse_a = form.data.get("cle") or new_key(), form.data.get("reponse_a")
    fil, _host, known = opened_to_say(id, current_user, cle, reponse_a)
    try:
        require("post", fil)
        by = _signed(form)
        message = post_message(fil, by, form.data["texte"], cle, reponse_a, known)
    except Turned as refused:
        return _refuse(id, form, refused)
    read_up_to(fil.id, current_user.id, message.rang)
    html = say(message)
    db.session.commit()
    if for_program():
        return {**as_json(message), "html": html}, 201
    return redirect(url_for("fils.show", id=fil.id, page=message.page, _anchor=f"message-{message.id}"))


def _signed(form: Bound) -> Signature:
    if form.errors:
        raise Unprocessable(errors={name: [said] for name, said in form.errors.items()})
    return signature(current_user, form.data["mandat"])


def _refuse(id: int, form: Bound, refused: Turned):
    """The page of the fil, with what was typed and why it was not sent."""
    if for_program():
        raise refused
    db.session.rollback()
    form.offer(mandat_choices(current_user))
    form.take(refused)
    if "reponse_a" in form.errors:
        form.raw["reponse_a"] = ""
    return page_at(id, form, refused.status)


@bp.post(SujetFil.path + "/lecture")
@writes
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
