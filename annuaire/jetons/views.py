"""The page of one's tokens."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire import seuil
from annuaire.comptes.models import Jeton
from socle.database import write
from socle.extensions import db
from socle.forms import Bound, bind, blank
from socle.permissions import fetch, require, visible

from .actions import make_jeton, revoke_jeton
from .forms import JetonForm
from .queries import in_use, latest_first

bp = Blueprint("jetons", __name__, url_prefix="/moi/jetons")


@bp.get("")
@login_required
def index():
    return mine(blank(JetonForm))


def mine(form: Bound, status: int = 200, secret: str | None = None) -> Any:
    """One's tokens, a form for another, and the secret of the one just made."""
    jetons = db.session.scalars(visible(Jeton, current_user).where(in_use()).order_by(latest_first())).all()
    return render_template("annuaire/jetons/index.html", jetons=jetons, form=form, secret=secret), status


@bp.post("")
@login_required
def make():
    form = bind(JetonForm, request.form)
    wrong = 422 if form.errors else seuil.prove_again(form)
    if wrong:
        return mine(form, wrong)
    write()
    compte = seuil.me()
    require("edit", compte)
    _, secret = make_jeton(compte, form.data["nom"])
    db.session.commit()
    return mine(blank(JetonForm), 201, secret)


@bp.post("/<int:jeton_id>/revocation")
@login_required
def revoke(jeton_id: int):
    write()
    jeton = fetch(Jeton, id=jeton_id)
    require("revoke", jeton)
    revoke_jeton(jeton, by=current_user.id)
    db.session.commit()
    flash(f"Le jeton « {jeton.nom} » n'ouvre plus rien.", "fait")
    return redirect(url_for("jetons.index"))
