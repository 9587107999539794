"""Making a token from the page of one's own."""

from typing import Any

from flask import Blueprint, g, request
from flask_login import login_required

from annuaire import seuil
from socle.database import write
from socle.extensions import db
from socle.forms import bind
from socle.gestes import keep_typed
from socle.guichet import page_at
from socle.permissions import require

from .actions import make_jeton
from .forms import JetonForm

bp = Blueprint("jetons", __name__)


@bp.post("/moi/jetons")
@login_required
def make() -> Any:
    """By hand: one's password is asked again, and the secret is shown this once, on the page of the list."""
    form = bind(JetonForm, request.form)
    wrong = 422 if form.errors else seuil.prove_again(form)
    if wrong:
        keep_typed(request.path, form)
    else:
        write()
        compte = seuil.me()
        require("edit", compte)
        _, g.secret = make_jeton(compte, form.data["nom"])
        db.session.commit()
    page = page_at(request.path)
    page.status_code = wrong or 201
    return page
