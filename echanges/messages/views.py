"""One message: its history, and everything one may do with it; the way without a script."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import signature
from echanges.fils.actions import REACTIONS, edit_message, react, remove_message
from echanges.fils.models import Message
from echanges.fils.queries import marks_of, revisions_of
from socle.database import write
from socle.encarts import panels_for
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.permissions import fetch, require
from socle.security import posting_pace

from .forms import EditForm, MotifForm

bp = Blueprint("messages", __name__, url_prefix="/fils")


@bp.get("/<int:fil_id>/messages/<int:message_id>")
def show(fil_id: int, message_id: int):
    """One message with its history and everything one may do with it; the way without a script."""
    found = _message(fil_id, message_id)
    return _message_page(found, blank(EditForm, texte=found.texte))


def _message(fil_id: int, message_id: int) -> Message:
    return fetch(Message, id=message_id, fil_id=fil_id)


def _message_page(found: Message, form: Bound, status: int = 200):
    shown = {
        "message": found,
        "fil": found.fil,
        "form": form,
        "retrait": blank(MotifForm),
        "reactions": REACTIONS,
        "revisions": [] if found.retire else revisions_of(found),
        "marks": marks_of([found], current_user).get(found.id, []),
        "panels": panels_for("ligne:message", found, current_user),
    }
    return render_template("echanges/messages/show.html", **shown), status


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
    edit_message(found, signature(current_user), form.data["texte"])
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
    return redirect(url_for("fils.show", fil_id=found.fil_id, page=found.page, _anchor=f"message-{found.id}"))
