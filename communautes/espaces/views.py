"""Pages of the communautés: the list, the home, entering, leaving, animating."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import mandat_choices, signature
from echanges.fils.actions import open_fil, post_message
from echanges.fils.models import Fil
from echanges.fils.queries import hung_on, latest_first, read_by, with_people
from echanges.lectures.actions import read_up_to
from echanges.rencontres.queries import coming
from socle.cles import made_with, spend
from socle.database import write
from socle.encarts import panels_for
from socle.errors import NotVisible
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.pages import page
from socle.permissions import can, fetch, require, visible
from socle.security import posting_pace
from socle.sujets import Ref

from .actions import change_communaute, write_etape
from .forms import CommunauteForm, EtapeForm, QuestionForm
from .models import Communaute
from .queries import (
    asked,
    belongs,
    communautes_of,
    in_french_order,
    people_of,
    standing,
    standings,
    with_point,
)

bp = Blueprint("espaces", __name__)


@bp.get("/communautes")
def index():
    """Every communauté one may know of."""
    communautes = in_french_order(db.session.scalars(visible(Communaute, current_user)))
    return render_template(
        "communautes/espaces/index.html", communautes=communautes, mine=communautes_of(current_user)
    )


@bp.get("/communautes/<slug>")
def show(slug: str):
    """The home of a communauté: what it is for, who animates, what comes, what is being decided, the talk."""
    communaute = fetch(Communaute, *with_point(), slug=slug)
    host = Ref("communaute", communaute.id)
    talk = can(current_user, "read_talk", communaute)
    fils = (
        page(
            visible(Fil, current_user).where(hung_on(host)).options(*with_people(), *read_by(current_user)),
            latest_first(),
            15,
        )
        if talk
        else None
    )
    shown = {
        "communaute": communaute,
        "talk": talk,
        "fils": fils,
        "people": people_of(communaute),
        "point": communaute.point if talk else None,
        "dates": coming(host),
        "panels": panels_for("communaute", communaute, current_user) if talk else [],
        "demande": None if belongs(current_user, communaute.id) else asked(current_user.id, communaute.id),
        "mandats": mandat_choices(current_user)["mandat"],
    }
    return render_template("communautes/espaces/show.html", **shown)


@bp.get("/communautes/<slug>/reglages")
@login_required
def edit(slug: str):
    """Purpose, rules and doors."""
    communaute = fetch(Communaute, slug=slug)
    require("animate", communaute)
    known = {
        name: getattr(communaute, name) for name in ("nom", "objet", "regles", "acces", "entree", "version")
    }
    return render_template(
        "communautes/espaces/edit.html", communaute=communaute, form=blank(CommunauteForm, **known)
    )


@bp.post("/communautes/<slug>/reglages")
@login_required
@limiter.limit(posting_pace)
def change(slug: str):
    """Change them."""
    form = bind(CommunauteForm, request.form)
    write()
    communaute = fetch(Communaute, slug=slug)
    require("animate", communaute)
    if form.errors:
        return render_template("communautes/espaces/edit.html", communaute=communaute, form=form), 422
    changes = {name: form.data[name] for name in ("nom", "objet", "regles", "acces", "entree")}
    change_communaute(communaute, signature(current_user), form.data["version"] or 0, **changes)
    db.session.commit()
    flash("Les réglages de la communauté sont enregistrés.", "fait")
    return redirect(url_for("espaces.show", slug=slug))


@bp.get("/communautes/<slug>/point")
def points(slug: str):
    """Every version of « Où en est-on ? », and the form for who animates."""
    communaute = fetch(Communaute, slug=slug)
    if not can(current_user, "read_talk", communaute):
        raise NotVisible
    return _points_page(communaute, None)


def _points_page(communaute: Communaute, form: Bound | None, status: int = 200):
    latest = standing(communaute)
    known = {"texte": latest.texte, "numero": latest.numero} if latest else {"numero": 0}
    shown = {
        "communaute": communaute,
        "points": standings(communaute),
        "form": form or blank(EtapeForm, **known),
    }
    return render_template("communautes/espaces/points.html", **shown), status


@bp.post("/communautes/<slug>/point")
@login_required
@limiter.limit(posting_pace)
def say_where(slug: str):
    """Say where the communauté stands; a text written meanwhile by another is shown beside, none is lost."""
    form = bind(EtapeForm, request.form)
    write()
    communaute = fetch(Communaute, slug=slug)
    require("animate", communaute)
    if form.errors:
        return _points_page(communaute, form, 422)
    latest = standing(communaute)
    if latest and latest.numero != (form.data["numero"] or 0):
        form.refuse(
            "texte",
            "Une autre version a été enregistrée entre-temps : elle est ci-dessous, "
            "votre texte est gardé ici.",
        )
        form.raw["numero"] = str(latest.numero)
        return _points_page(communaute, form, 409)
    write_etape(communaute, signature(current_user), form.data["texte"], form.data["numero"] or 0)
    db.session.commit()
    flash("« Où en est-on ? » est à jour.", "fait")
    return redirect(url_for("espaces.show", slug=slug))


@bp.get("/communautes/<slug>/fils/nouveau")
@login_required
def new_fil(slug: str):
    """Ask a question."""
    communaute = fetch(Communaute, slug=slug)
    require("open_fil", communaute)
    return render_template(
        "communautes/espaces/nouveau_fil.html",
        communaute=communaute,
        form=blank(QuestionForm, mandat_choices(current_user)),
    )


@bp.post("/communautes/<slug>/fils")
@login_required
@limiter.limit(posting_pace)
def create_fil(slug: str):
    """Open the fil and say the first word."""
    form = bind(QuestionForm, request.form, mandat_choices(current_user))
    write()
    communaute = fetch(Communaute, slug=slug)
    require("open_fil", communaute)
    if form.errors:
        return render_template("communautes/espaces/nouveau_fil.html", communaute=communaute, form=form), 422
    fil_id = made_with(current_user.id, form.data["cle"], "fil")
    if fil_id is None:
        by = signature(current_user, form.data["mandat"])
        fil = open_fil(Ref("communaute", communaute.id), form.data["titre"], by)
        message = post_message(fil, by, form.data["texte"], f"fil-{fil.id}")
        read_up_to(fil.id, current_user.id, message.rang)
        spend(current_user.id, form.data["cle"], Ref("fil", fil.id))
        db.session.commit()
        fil_id = fil.id
    return redirect(url_for("fils.show", id=fil_id))
