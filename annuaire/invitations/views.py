"""The page that an invitation opens."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from annuaire import mots_de_passe, seuil
from annuaire.comptes.models import Invitation
from socle.database import write
from socle.errors import Conflict
from socle.extensions import db
from socle.forms import Bound, bind, blank

from .actions import USED, accept_invitation, still_offered
from .forms import AcceptationForm
from .queries import behind

bp = Blueprint("invitations", __name__, url_prefix="/invitations")


@bp.get("/<secret>")
def show(secret: str):
    """Where the link of an invitation leads."""
    invitation = standing(secret)
    return offered(invitation, blank(AcceptationForm, nom=invitation.nom if invitation else ""), secret)


def standing(secret: str) -> Invitation | None:
    """The invitation that a link names, while who sent it may still offer what it offers."""
    invitation = behind(secret)
    return invitation if invitation and still_offered(invitation) else None


def offered(invitation: Invitation | None, form: Bound, secret: str, status: int = 200) -> Any:
    """The account offered; or, when the link is worn out, the word for it."""
    if invitation is None:
        return render_template("annuaire/invitations/worn_out.html"), 404 if status == 200 else status
    shown = {"invitation": invitation, "form": form, "secret": secret}
    return render_template("annuaire/invitations/show.html", **shown), status


@bp.post("/<secret>")
def accept(secret: str):
    """By hand: a guest whose link is the right, and whom it signs in."""
    form, invitation = bind(AcceptationForm, request.form), standing(secret)
    guest = (invitation.nom, invitation.courriel) if invitation else ()
    seuil.refuse_weak(form, "mot_de_passe", form.data.get("nom", ""), *guest)
    if form.errors:
        return offered(invitation, form, secret, 422)
    mot_de_passe = mots_de_passe.hashed(form.data["mot_de_passe"])
    write()
    invitation = behind(secret)
    if invitation is None:
        raise Conflict(USED)
    seuil.let_in(accept_invitation(invitation, form.data["nom"], mot_de_passe))
    db.session.commit()
    return redirect("/")
