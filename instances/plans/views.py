"""The page of an action."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from annuaire.roles.queries import signature
from instances.decisions.models import Decision
from socle.database import write
from socle.encarts import panels_for
from socle.extensions import db
from socle.forms import Bound, bind, blank
from socle.permissions import fetch, require

from .actions import finish_action, start_action
from .forms import ResultatForm
from .models import MOTS, Action, Resultat

bp = Blueprint("plans", __name__)
bp.add_app_template_filter(lambda etat: MOTS[etat][0], "mots_action")
bp.add_app_template_filter(lambda etat: MOTS[etat][1], "ton_action")


def _action(action_id: int) -> Action:
    return fetch(Action, joinedload(Action.decision).joinedload(Decision.seance), id=action_id)


@bp.get("/actions/<int:action_id>")
def show(action_id: int):
    """An action: pilot, date, where it stands, what came of it."""
    return _page(_action(action_id), blank(ResultatForm))


def _page(action: Action, form: Bound, status: int = 200):
    resultat = db.session.scalar(select(Resultat).where(Resultat.action_id == action.id))
    shown = {
        "action": action,
        "resultat": resultat,
        "form": form,
        "lines": panels_for("ligne:action", action, current_user),
    }
    return render_template("instances/plans/show.html", **shown), status


@bp.post("/actions/<int:action_id>/demarrage")
@login_required
def start(action_id: int):
    """The work begins."""
    write()
    action = _action(action_id)
    require("start", action)
    start_action(action, signature(current_user))
    db.session.commit()
    flash("L'action est en cours.", "fait")
    return redirect(url_for("plans.show", action_id=action.id))


@bp.post("/actions/<int:action_id>/resultat")
@login_required
def finish(action_id: int):
    """The work is done."""
    form = bind(ResultatForm, request.form)
    write()
    action = _action(action_id)
    require("finish", action)
    if form.errors:
        return _page(action, form, 422)
    finish_action(action, form.data["texte"], signature(current_user))
    db.session.commit()
    flash("L'action est réalisée. Celles et ceux qui l'avaient proposée sont prévenus.", "fait")
    return redirect(url_for("plans.show", action_id=action.id))
