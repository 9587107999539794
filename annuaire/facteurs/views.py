"""Pages of the second factor: the code at the door, setting it up, rescue codes."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required

from annuaire import seuil
from annuaire.comptes.models import Compte
from socle.database import write
from socle.extensions import db, security
from socle.forms import Bound, bind, blank
from socle.permissions import require
from socle.seconds import must_have_second_factor
from socle.signatures import Signature

from .actions import drop_facteur, renew_codes, right_code, say_codes_renewed, say_facteur_set, set_facteur
from .forms import CodeForm, FacteurForm, PreuveForm

bp = Blueprint("facteurs", __name__)
PAGES = "annuaire/facteurs"
WRONG_CODE = "Ce code n'est pas, ou n'est plus, le bon. Attendez le suivant et recopiez-le."
DROPPED = "Votre second facteur est retiré. Vos autres connexions et vos jetons n'ouvrent plus rien."
KEPT = "Vos responsabilités demandent un second facteur : il ne peut pas être retiré."


@bp.get("/connexion/code")
def ask():
    """The code that follows the password."""
    if seuil.waiting() is None:
        return redirect(url_for("comptes.enter"))
    return asking(blank(CodeForm))


def asking(form: Bound, status: int = 200) -> Any:
    """The page where a code is typed after the password."""
    return render_template(f"{PAGES}/ask.html", form=form), status


@bp.post("/connexion/code")
def answer():
    """By hand: a code is the right, and tries are counted whatever follows."""
    form = bind(CodeForm, request.form)
    write()
    owed = seuil.waiting()
    if owed is None:
        return redirect(url_for("comptes.enter"))
    if form.errors:
        return asking(form, 422)
    compte, suite = owed
    if wrong := refused_code(form, compte):
        return asking(form, wrong)
    seuil.let_in(compte)
    db.session.commit()
    return redirect(suite)


def refused_code(form: Bound, compte: Compte) -> int:
    """0 when the code is right, else the status of the refusal, said in the form; the try is kept."""
    wrong = seuil.prove_code(compte, form.data["code"])
    if wrong:
        db.session.commit()
        form.refuse("code", seuil.TOO_MANY_CODES if wrong == 429 else WRONG_CODE)
    return wrong


@bp.get("/moi/second-facteur")
@login_required
def setup():
    """One's second factor: to set up, or in place."""
    return setting_up(blank(FacteurForm), blank(PreuveForm))


def setting_up(form: Bound, proof: Bound, status: int = 200) -> Any:
    """The page of one's second factor: to set up, or in place."""
    compte = current_user._get_current_object()
    drawn = {}
    if not compte.second_facteur:
        secret = session.setdefault("facteur", security.totp_factory.generate_totp_secret())
        drawn = security.totp_factory.fetch_setup_values(secret, compte)
    demanded = must_have_second_factor(compte)
    shown = {"compte": compte, "form": form, "proof": proof, "drawn": drawn, "demanded": demanded}
    return render_template(f"{PAGES}/setup.html", **shown), status


@bp.post("/moi/second-facteur")
@login_required
def set_up():
    """By hand: the secret of the telephone waits in the session, rescue codes are shown once, and this
    session is opened anew.
    """
    form = bind(FacteurForm, request.form)
    secret = session.get("facteur")
    if form.errors or secret is None or current_user.second_facteur:
        return setting_up(form, blank(PreuveForm), 422)
    if wrong := seuil.prove_again(form):
        return setting_up(form, blank(PreuveForm), wrong)
    write()
    compte = seuil.me()
    require("edit", compte)
    if compte.second_facteur or not right_code(compte, form.data["code"], secret):
        db.session.rollback()
        form.refuse("code", WRONG_CODE)
        return setting_up(form, blank(PreuveForm), 422)
    codes = set_facteur(compte, secret)
    say_facteur_set(compte)
    seuil.let_in(compte)
    db.session.commit()
    return render_template(f"{PAGES}/codes.html", codes=codes)


def prove_both(proof: Bound) -> tuple[Compte | None, int]:
    """Whoever shows their password and a code, inside the writing transaction.

    Or nobody, and the status of the refusal, which is said in the form.
    """
    wrong = 422 if proof.errors or not current_user.second_facteur else seuil.prove_again(proof)
    if wrong:
        return None, wrong
    write()
    compte = seuil.me()
    wrong = refused_code(proof, compte)
    return (None if wrong else compte), wrong


@bp.post("/moi/second-facteur/codes")
@login_required
def new_codes():
    """By hand: a password and a code are asked again, and rescue codes are shown once."""
    proof = bind(PreuveForm, request.form)
    compte, wrong = prove_both(proof)
    if compte is None:
        return setting_up(blank(FacteurForm), proof, wrong)
    require("edit", compte)
    codes = renew_codes(compte)
    say_codes_renewed(compte)
    db.session.commit()
    return render_template(f"{PAGES}/codes.html", codes=codes)


@bp.post("/moi/second-facteur/retrait")
@login_required
def drop():
    """By hand: a password and a code are asked again, and this session is opened anew."""
    proof = bind(PreuveForm, request.form)
    if must_have_second_factor(current_user):
        proof.refuse("mot_de_passe", KEPT)
    compte, wrong = prove_both(proof)
    if compte is None:
        return setting_up(blank(FacteurForm), proof, wrong)
    require("edit", compte)
    drop_facteur(compte, Signature(compte.id))
    seuil.let_in(compte)
    db.session.commit()
    flash(DROPPED, "fait")
    return redirect(url_for("facteurs.setup"))
