"""The door: signing in and out, opening an account, a forgotten password."""

import logging
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_login import current_user
from flask_security.confirmable import confirm_email_token_status
from flask_security.recoverable import reset_password_token_status
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from annuaire import mots_de_passe, seuil
from socle.clock import now
from socle.database import write
from socle.extensions import db
from socle.forms import Bound, bind, blank
from socle.signatures import Signature

from . import actions
from .forms import AdresseForm, ConfirmationForm, ConnexionForm, InscriptionForm, NouveauMotDePasseForm
from .models import Compte, Connexion
from .queries import SEEN_EVERY, at_address

bp = Blueprint("comptes", __name__)
logger = logging.getLogger(__name__)
PAGES = "annuaire/comptes"
NOT_CHOSEN = "Ce n'est pas le mot de passe choisi à l'inscription."


@bp.get("/connexion")
def enter():
    """The page where one signs in."""
    if current_user.is_authenticated:
        return redirect(seuil.onward(request.args.get("suite")))
    return door(blank(ConnexionForm, suite=seuil.onward(request.args.get("suite"))))


def door(form: Bound, status: int = 200) -> Any:
    """The page where one signs in, with what was typed."""
    headers = {"Retry-After": "60"} if status == 429 else {}
    return render_template(f"{PAGES}/enter.html", form=form), status, headers


@bp.post("/connexion")
def sign_in():
    """By hand: a password is the right to enter."""
    form = bind(ConnexionForm, request.form)
    if form.errors:
        return door(form, 422)
    courriel, suite = form.data["courriel"], seuil.onward(form.data["suite"])
    proof = seuil.prove(courriel, form.data["mot_de_passe"])
    wrong = seuil.shut(proof.compte) if proof.compte else proof.why
    if wrong:
        form.refuse("mot_de_passe", wrong)
        return door(form, max(proof.status, 422))
    return come_in(proof, suite)


def come_in(proof: seuil.Proof, suite: str) -> Any:
    """In, or one code away; what was checked before is asked again in the transaction that writes."""
    write()
    compte = proof.compte
    if proof.stale or seuil.shut(compte):
        return redirect(url_for("comptes.enter"))
    if compte.second_facteur:
        seuil.wait_for_code(compte, suite)
        suite = url_for("facteurs.ask")
    else:
        seuil.let_in(compte)
    db.session.commit()
    return redirect(suite)


@bp.post("/deconnexion")
def sign_out():
    """By hand: the session of this very request ends."""
    write()
    if current_user.is_authenticated and "connexion" in g:
        actions.revoke_connexion(db.session.get_one(Connexion, g.connexion.id), Signature(current_user.id))
    seuil.let_out()
    db.session.commit()
    return redirect("/")


@bp.get("/inscription")
def sign_up():
    """The page where one asks for an account."""
    suite = seuil.onward(request.args.get("suite"))
    if current_user.is_authenticated:
        return redirect(suite)
    return render_template(f"{PAGES}/sign_up.html", form=blank(InscriptionForm, suite=suite))


@bp.post("/inscription")
def ask_compte():
    """By hand: a guest asks, and the page says the same whoever has the address."""
    form = bind(InscriptionForm, request.form)
    seuil.refuse_weak(form, "mot_de_passe", form.data.get("nom", ""), form.data.get("courriel", ""))
    if form.errors:
        return render_template(f"{PAGES}/sign_up.html", form=form), 422
    courriel, nom = form.data["courriel"], form.data["nom"]
    mot_de_passe = mots_de_passe.hashed(form.data["mot_de_passe"])
    write()
    if not seuil.try_to_write(courriel):
        db.session.commit()
        form.refuse("courriel", seuil.TOO_MANY_MAILS)
        return render_template(f"{PAGES}/sign_up.html", form=form), 429
    known, suite = at_address(courriel), wanted(form.data.get("suite"))
    if known is None:
        actions.ask_confirmation(actions.open_compte(courriel, nom, mot_de_passe), suite)
    elif known.confirme_le is None:
        actions.start_over(known, nom, mot_de_passe)
        actions.ask_confirmation(known, suite)
    else:
        actions.say_already_known(known, suite)
    db.session.commit()
    return redirect(url_for("comptes.sent", pour="inscription"))


def wanted(suite: str | None) -> str | None:
    """The page of this site that one came from, when a link must keep it; ``None`` for the home."""
    onward = seuil.onward(suite)
    return None if onward == "/" else onward


@bp.get("/courriel-envoye")
def sent():
    """What follows is in a mail."""
    return render_template(f"{PAGES}/sent.html", pour=request.args.get("pour"))


@bp.get("/inscription/confirmation/<token>")
def confirmation(token: str):
    """Where the link of a mail leads, to confirm an address."""
    _, wrong, _ = confirm_email_token_status(token)
    return confirming(blank(ConfirmationForm), token, wrong)


def confirming(form: Bound, token: str, wrong: bool, status: int = 200) -> Any:
    """The page where one shows that the address and the password are the same person's."""
    shown = {"form": form, "token": token, "dead": wrong, "suite": wanted(request.args.get("suite"))}
    return render_template(f"{PAGES}/confirmation.html", **shown), status


@bp.post("/inscription/confirmation/<token>")
def confirm(token: str):
    """By hand: the link of a mail and a password are the right."""
    form = bind(ConfirmationForm, request.form)
    expired, invalid, compte = confirm_email_token_status(token)
    if expired or invalid or compte is None:
        return confirming(form, token, True, 422)
    if form.errors:
        return confirming(form, token, False, 422)
    proof = seuil.prove(compte.courriel, form.data["mot_de_passe"])
    if proof.compte is None:
        form.refuse("mot_de_passe", seuil.TOO_FAST if proof.status == 429 else NOT_CHOSEN)
        return confirming(form, token, False, proof.status)
    write()
    if (
        proof.stale
    ):  # someone began this account again meanwhile: this link and this password are those of before
        return confirming(form, token, True, 422)
    actions.confirm_compte(compte)
    db.session.commit()
    flash("Votre adresse est confirmée : bienvenue.", "fait")
    suite = seuil.onward(request.args.get("suite"))
    return come_in(proof, suite) if compte.actif else redirect(url_for("comptes.enter"))


@bp.get("/inscription/lien")
def lost_link():
    """The page where one asks for that link again."""
    return render_template(f"{PAGES}/lost_link.html", form=blank(AdresseForm))


@bp.post("/inscription/lien")
def send_link():
    """By hand: a guest asks, and the mail alone tells who has the address."""
    form = bind(AdresseForm, request.form)
    return answer_by_mail(form, "lost_link.html", "inscription", write_the_link)


def write_the_link(courriel: str) -> None:
    """Another link to confirm, if the account waits for it."""
    compte = at_address(courriel)
    if compte is None:
        actions.say_unknown(courriel)
    elif compte.confirme_le is None:
        actions.ask_confirmation(compte)
    else:
        actions.say_already_known(compte)


@bp.get("/connexion/oubli")
def forgotten():
    """The page where one asks to choose another password."""
    return render_template(f"{PAGES}/forgotten.html", form=blank(AdresseForm))


@bp.post("/connexion/oubli")
def ask_renewal():
    """By hand: a guest asks, and the mail alone tells who has the address."""
    form = bind(AdresseForm, request.form)
    return answer_by_mail(form, "forgotten.html", "oubli", write_the_renewal)


def write_the_renewal(courriel: str) -> None:
    """A link to choose another password, or the word that nobody has an account here."""
    compte = at_address(courriel)
    if compte is None or not compte.actif:
        actions.say_unknown(courriel)
    else:
        actions.offer_new_mot_de_passe(compte)


def answer_by_mail(form: Bound, page: str, pour: str, letter: Any) -> Any:
    """The same page and the same work whether the address has an account or not: the mail alone tells."""
    if form.errors:
        return render_template(f"{PAGES}/{page}", form=form), 422
    write()
    allowed = seuil.try_to_write(form.data["courriel"])
    if allowed:
        letter(form.data["courriel"])
    db.session.commit()
    if not allowed:
        form.refuse("courriel", seuil.TOO_MANY_MAILS)
        return render_template(f"{PAGES}/{page}", form=form), 429
    return redirect(url_for("comptes.sent", pour=pour))


@bp.get("/connexion/nouveau-mot-de-passe/<token>")
def renewal(token: str):
    """Where the link of a mail leads, to choose another password."""
    return renewing(blank(NouveauMotDePasseForm), token, renewable(token) is None)


def renewable(token: str) -> Compte | None:
    """The account that a link may give another password to: known, in time, not used."""
    expired, invalid, compte = reset_password_token_status(token)
    return compte if compte and compte.actif and not expired and not invalid else None


def renewing(form: Bound, token: str, dead: bool, status: int = 200) -> Any:
    """The page where one chooses another password."""
    return render_template(f"{PAGES}/renewal.html", form=form, token=token, dead=dead), status


@bp.post("/connexion/nouveau-mot-de-passe/<token>")
def renew(token: str):
    """By hand: the link of a mail is the right."""
    form = bind(NouveauMotDePasseForm, request.form)
    compte = renewable(token)
    if compte is None:
        return renewing(form, token, True, 422)
    seuil.refuse_weak(form, "nouveau", *seuil.words_of(compte))
    if form.errors:
        return renewing(form, token, False, 422)
    mot_de_passe = mots_de_passe.hashed(form.data["nouveau"])
    write()
    compte = renewable(token)
    if compte is None:
        return renewing(form, token, True, 422)
    actions.change_mot_de_passe(compte, mot_de_passe)
    actions.confirm_compte(compte)
    actions.say_mot_de_passe_changed(compte)
    if not seuil.has_passed(compte):
        seuil.remember_device(compte, passed=False)
    db.session.commit()
    flash("Votre mot de passe est changé. Connectez-vous avec le nouveau.", "fait")
    return redirect(url_for("comptes.enter"))


@bp.after_app_request
def note_presence(response: Any) -> Any:
    """Once in five minutes, after the answer is made: this session, or this token, is in use."""
    column, row_id, last = g.pop("seen", (None, 0, None))
    if column is None or response.is_streamed or (last and now() - last < SEEN_EVERY):
        return response
    try:
        write()
        db.session.execute(update(column.class_).where(column.class_.id == row_id).values({column: now()}))
        db.session.commit()
    except SQLAlchemyError:
        logger.warning("presence of %s %s could not be noted", column, row_id)
        db.session.rollback()
    return response
