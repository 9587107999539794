"""One's own account, and the profile that other members read."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from sqlalchemy.orm import joinedload

from annuaire import mots_de_passe, seuil
from annuaire.comptes import actions
from annuaire.comptes.models import Compte
from annuaire.roles.models import Mandat
from annuaire.roles.queries import in_force, of_compte
from socle.database import write
from socle.encarts import panels_for
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.permissions import fetch, require, visible
from socle.signatures import Signature

from .forms import ChangementForm, PreferencesForm, ProfilForm

bp = Blueprint("profils", __name__)
PAGES = "annuaire/profils"


@bp.get("/moi")
@login_required
def me():
    """One's own account."""
    return mine()


def mine(profil: Bound | None = None, preferences: Bound | None = None, status: int = 200) -> Any:
    """One's profile and preferences, with what was typed."""
    moi = current_user
    profil = profil or blank(ProfilForm, nom=moi.nom, presentation=moi.presentation)
    preferences = preferences or blank(PreferencesForm, theme=moi.theme, rythme=moi.rythme)
    panels = panels_for("moi", moi._get_current_object(), moi)
    return render_template(f"{PAGES}/me.html", profil=profil, preferences=preferences, panels=panels), status


@bp.post("/moi")
@login_required
def edit():
    """By hand: one's own account has no number in its address, it is whoever asks."""
    form = bind(ProfilForm, request.form)
    if form.errors:
        return mine(profil=form, status=422)
    write()
    compte = seuil.me()
    require("edit", compte)
    actions.edit_profil(compte, form.data["nom"], form.data["presentation"])
    db.session.commit()
    flash("Votre profil est enregistré.", "fait")
    return redirect(url_for("profils.me"))


@bp.post("/moi/preferences")
@login_required
def choose():
    """By hand: one's own account has no number in its address, it is whoever asks."""
    form = bind(PreferencesForm, request.form)
    if form.errors:
        return mine(preferences=form, status=422)
    write()
    compte = seuil.me()
    require("edit", compte)
    actions.choose_preferences(compte, form.data["theme"], form.data["rythme"])
    db.session.commit()
    flash("Vos préférences sont enregistrées.", "fait")
    return redirect(url_for("profils.me"))


@bp.post("/moi/connexions/fermeture")
@login_required
def close_others():
    """By hand: it spares the session of this very request."""
    write()
    compte = seuil.me()
    require("edit", compte)
    here = g.connexion.id if "connexion" in g else None
    actions.revoke_connexions(compte, Signature(compte.id), but=here)
    db.session.commit()
    flash("Toutes vos autres connexions sont fermées.", "fait")
    return redirect(url_for("profils.connexions"))


@bp.get("/moi/mot-de-passe")
@login_required
def password():
    """The page where one replaces one's password."""
    return render_template(f"{PAGES}/password.html", form=blank(ChangementForm))


@bp.post("/moi/mot-de-passe")
@login_required
def change_password():
    """By hand: a password is asked again, and this session is opened anew."""
    form = bind(ChangementForm, request.form)
    seuil.refuse_weak(form, "nouveau", *seuil.words_of(current_user))
    wrong = 422 if form.errors else seuil.prove_again(form, "ancien")
    if wrong:
        return render_template(f"{PAGES}/password.html", form=form), wrong
    mot_de_passe = mots_de_passe.hashed(form.data["nouveau"])
    write()
    compte = seuil.me()
    require("edit", compte)
    actions.change_mot_de_passe(compte, mot_de_passe)
    actions.say_mot_de_passe_changed(compte)
    seuil.let_in(compte)
    db.session.commit()
    flash("Votre mot de passe est changé. Vos autres connexions et vos jetons n'ouvrent plus rien.", "fait")
    return redirect(url_for("profils.me"))


@bp.get("/personnes/<alias>")
@login_required
@limiter.limit("60 per minute")
def person(alias: str):
    """What others read of a person."""
    compte = fetch(Compte, alias=alias)
    mandats = visible(Mandat, current_user).where(of_compte(Mandat, compte.id), in_force(Mandat))
    return render_template(
        f"{PAGES}/person.html",
        compte=compte,
        mandats=db.session.scalars(mandats.options(joinedload(Mandat.structure))).all(),
        panels=panels_for("compte", compte, current_user),
    )
