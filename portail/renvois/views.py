"""Renvois: from a reference to its page, and from a text to the way the house will print it."""

from re import fullmatch

from flask import Blueprint, redirect, render_template, request
from flask_login import current_user, login_required

from socle.errors import NotVisible
from socle.extensions import limiter
from socle.markdown import render
from socle.permissions import fetch
from socle.security import posting_pace
from socle.sujets import behind, sujets, url_of

bp = Blueprint("renvois", __name__)


@bp.get("/vers/<ref>")
def towards(ref: str):
    """The page of ``kind:id``, for whoever may read it; a 404 for the others, as if it did not exist."""
    thing = behind(ref, current_user)
    if thing is None:
        raise NotVisible
    return redirect(url_of(thing))


@bp.get("/ref/<reference>")
def by_reference(reference: str):
    """The page of ``BES-2026-0001`` and the like, for whoever may read it."""
    for sujet in sujets().values():
        if sujet.forme and fullmatch(sujet.forme.pattern, reference):
            return redirect(sujet.url(fetch(sujet.noun, reference=reference)))
    raise NotVisible


@bp.post("/apercu")
@login_required
@limiter.limit(posting_pace)
def preview():
    """By hand: nothing is kept. How a text will look, as an HTML fragment."""
    return render_template("portail/renvois/apercu.html", html=render(request.form.get("texte", "")))
