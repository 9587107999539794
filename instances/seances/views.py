"""Pages of the séances: planning, the file, opening and closing."""

import re
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import signature
from instances.organes.models import Organe
from socle.cles import made_with, spend
from socle.clock import PARIS
from socle.database import write
from socle.encarts import panels_for
from socle.errors import NotVisible
from socle.extensions import db
from socle.forms import Bound, bind, blank
from socle.permissions import can, fetch, require
from socle.sujets import Ref, find_all

from .actions import add_point, move_seance, plan_seance, remove_point
from .forms import PointForm, SeanceForm
from .models import Seance
from .queries import with_agenda

bp = Blueprint("seances", __name__)
STEPS = {
    "ouverture": ("open", "La séance est ouverte."),
    "cloture": ("close", "La séance est close. Relisez les réponses, puis publiez-les."),
    "reouverture": ("reopen", "La séance est de nouveau ouverte."),
    "annulation": ("cancel", "La séance est annulée."),
}


@bp.get("/seances/<int:seance_id>")
def show(seance_id: int):
    """A séance: moment, sites, agenda; the rest of the file is added by what stands on it."""
    seance = fetch(Seance, *with_agenda(), id=seance_id)
    return _page(seance, blank(PointForm))


def _page(seance: Seance, form: Bound, status: int = 200):
    about = find_all([point.about for point in seance.points if point.about], current_user)
    points = [
        (point, about.get(point.about)) for point in seance.points if not point.about or point.about in about
    ]
    shown = {
        "seance": seance,
        "points": points,
        "form": form,
        "sits": can(current_user, "sit", seance),
        "panels": panels_for("seance", seance, current_user),
    }
    return render_template("instances/seances/show.html", **shown), status


@bp.get("/instances/<slug>/seances/nouvelle")
@login_required
def new(slug: str):
    """Plan a sitting."""
    organe = fetch(Organe, slug=slug)
    require("prepare", organe)
    return render_template("instances/seances/nouvelle.html", organe=organe, form=blank(SeanceForm))


@bp.post("/instances/<slug>/seances")
@login_required
def create(slug: str):
    """Plan it."""
    form = bind(SeanceForm, request.form)
    moments = _moments(form)
    write()
    organe = fetch(Organe, slug=slug)
    require("prepare", organe)
    if form.errors or moments is None:
        return render_template("instances/seances/nouvelle.html", organe=organe, form=form), 422
    seance_id = made_with(current_user.id, form.data["cle"], "seance")
    if seance_id is None:
        sites = [(form.data["ville"], form.data["lieu"])]
        if form.data["autre_ville"]:
            sites.append((form.data["autre_ville"], form.data["autre_lieu"]))
        seance = plan_seance(organe, form.data["titre"], *moments, sites, signature(current_user))
        spend(current_user.id, form.data["cle"], Ref("seance", seance.id))
        db.session.commit()
        seance_id = seance.id
    return redirect(url_for("seances.show", seance_id=seance_id))


def _moments(form: Bound) -> tuple[datetime, datetime] | None:
    """Beginning and end at the clock of Paris; what is wrong is said near its question."""
    hours = []
    for name in ("debut", "fin"):
        found = re.fullmatch(r"([01]?\d|2[0-3])[:h]([0-5]\d)", form.data.get(name) or "")
        if not found and name not in form.errors:
            form.refuse(name, "Écrivez l'heure sous la forme 14:00.")
        hours.append(found)
    if not all(hours) or not form.data.get("jour"):
        return None
    day = form.data["jour"]
    debut, fin = (datetime(day.year, day.month, day.day, int(h[1]), int(h[2]), tzinfo=PARIS) for h in hours)
    if fin <= debut:
        form.refuse("fin", "La fin vient après le début.")
        return None
    return debut, fin


@bp.post("/seances/<int:seance_id>/points")
@login_required
def add(seance_id: int):
    """Put a point of information on the agenda."""
    form = bind(PointForm, request.form)
    write()
    seance = fetch(Seance, *with_agenda(), id=seance_id)
    require("prepare", seance)
    if form.errors:
        return _page(seance, form, 422)
    add_point(seance, form.data["titre"], form.data["texte"], None, signature(current_user))
    db.session.commit()
    return redirect(url_for("seances.show", seance_id=seance.id))


@bp.post("/seances/<int:seance_id>/points/<int:point_id>/retrait")
@login_required
def take_off(seance_id: int, point_id: int):
    """Take a point off the agenda."""
    write()
    seance = fetch(Seance, *with_agenda(), id=seance_id)
    require("prepare", seance)
    point = next((p for p in seance.points if p.id == point_id), None)
    if point is None:
        raise NotVisible
    remove_point(point, signature(current_user))
    db.session.commit()
    return redirect(url_for("seances.show", seance_id=seance.id))


@bp.post("/seances/<int:seance_id>/<any(ouverture, cloture, reouverture, annulation):step>")
@login_required
def move(seance_id: int, step: str):
    """Open, close, open again, cancel."""
    verb, done = STEPS[step]
    write()
    seance = fetch(Seance, *with_agenda(), id=seance_id)
    require(verb, seance)
    move_seance(seance, verb, signature(current_user))
    db.session.commit()
    flash(done, "fait")
    return redirect(url_for("seances.show", seance_id=seance.id))
