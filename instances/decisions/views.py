"""Pages of the decisions: writing an answer, publishing all of them, reading one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from sqlalchemy.orm import joinedload

from annuaire.roles.queries import signature
from instances.seances.models import Seance
from instances.seances.queries import with_agenda
from socle.database import write
from socle.encarts import panels_for
from socle.errors import NotVisible, Unprocessable
from socle.extensions import db
from socle.forms import Bound, bind
from socle.permissions import fetch, require
from socle.sujets import Ref, find
from socle.templating import pluriel

from .actions import Answer, publish_decisions, record_decision
from .forms import DecisionForm
from .models import Decision, Issue
from .sujet import lines_of

bp = Blueprint("decisions", __name__)


@bp.post("/seances/<int:seance_id>/points/<int:point_id>/decisions")
@login_required
def record(seance_id: int, point_id: int):
    """Write down the answer to one line; nothing shows outside."""
    form = bind(DecisionForm, request.form)
    write()
    seance = fetch(Seance, *with_agenda(), id=seance_id)
    require("decide", seance)
    point = next((p for p in seance.points if p.id == point_id), None)
    about = Ref.read(form.raw["sujet"])
    if point is None or about is None:
        raise NotVisible
    if form.errors:
        return _again(seance, about, form)
    try:
        words = {name: form.data[name] for name in ("motif", "pilote", "echeance")}
        record_decision(point, about, Answer(Issue(form.data["issue"]), **words), signature(current_user))
    except Unprocessable as refused:
        form.errors |= {name: said[0] for name, said in (refused.errors or {}).items()}
        return _again(seance, about, form)
    db.session.commit()
    flash("La réponse est écrite. Elle ne se lira dehors qu'une fois publiée.", "fait")
    return redirect(url_for("seances.show", seance_id=seance.id, _anchor=f"ligne-{about.kind}-{about.id}"))


def _again(seance: Seance, about: Ref, form: Bound):
    """The console with what was typed, and what is wrong near its question."""
    shown = lines_of(seance, current_user)
    for line in shown["lines"]:
        if line["question"].about == about:
            line["form"] = form
    return render_template("instances/decisions/console.html", **shown), 422


@bp.post("/seances/<int:seance_id>/publication")
@login_required
def publish(seance_id: int):
    """Publish every answer in one act."""
    write()
    seance = fetch(Seance, *with_agenda(), id=seance_id)
    require("publish", seance)
    decisions = publish_decisions(seance, signature(current_user))
    db.session.commit()
    flash(
        f"{pluriel(len(decisions), 'réponse publiée', 'réponses publiées')}. "
        "Chaque auteur et chaque soutien est prévenu.",
        "fait",
    )
    return redirect(url_for("seances.show", seance_id=seance.id))


@bp.get("/decisions/<int:decision_id>")
def show(decision_id: int):
    """One answer, what it is about, and what follows."""
    decision = fetch(Decision, joinedload(Decision.seance).joinedload(Seance.rencontre), id=decision_id)
    shown = {
        "decision": decision,
        "about": find(decision.about, current_user),
        "lines": panels_for("ligne:decision", decision, current_user),
        "panels": panels_for("decision", decision, current_user),
    }
    return render_template("instances/decisions/show.html", **shown)
