"""Where needs are read: one page, and one POST for each thing done there."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from annuaire.roles.queries import signature
from fabrique.besoins.models import Besoin
from fabrique.besoins.queries import bearing, depositor_ids, near, with_words
from socle.cles import made_with, spend
from socle.database import write
from socle.errors import NotVisible, Unprocessable
from socle.extensions import db, limiter
from socle.forms import Bound, bind, blank
from socle.permissions import fetch, require, visible
from socle.security import posting_pace
from socle.sujets import Ref

from .actions import (
    answer_question,
    ask_question,
    lacking,
    merge_besoin,
    qualify_besoin,
    reject_besoin,
    write_note,
)
from .forms import FusionForm, NoteForm, QualificationForm, QuestionForm, RejetForm, ReponseForm
from .models import NoteInterne, Question, Rejet
from .queries import asked_about, notes_about

bp = Blueprint("instructions", __name__, url_prefix="/besoins")
FORMS = {
    "question": QuestionForm,
    "qualification": QualificationForm,
    "rejet": RejetForm,
    "fusion": FusionForm,
    "note": NoteForm,
}


def _loaded(reference: str) -> Besoin:
    return fetch(Besoin, *with_words(), reference=reference)


@bp.get("/<reference>/instruction")
@login_required
def show(reference: str):
    """Read a need: what it lacks, what looks like it, what one may do."""
    besoin = _loaded(reference)
    require("annotate", besoin)
    return _page(besoin)


def _page(besoin: Besoin, status: int = 200, **typed: Bound):
    """The page of the reading; ``typed`` keeps what was written in a refused form."""
    forms = {name: blank(form_class) for name, form_class in FORMS.items()} | typed
    shown = {
        "besoin": besoin,
        "forms": forms,
        "refused": next(iter(typed.values()), None),
        "lacks": lacking(besoin),
        "own": current_user.id in depositor_ids(besoin.id),
        "twins": near(besoin, visible(Besoin, current_user)),
        "questions": asked_about(besoin, visible(Question, current_user)),
        "notes": notes_about(besoin, visible(NoteInterne, current_user)),
    }
    return render_template("fabrique/instructions/show.html", **shown), status


def _told(form: Bound, refused: Unprocessable) -> Bound:
    for name, sentences in (refused.errors or {}).items():
        form.refuse(name, sentences[0])
    return form


def _back(besoin: Besoin, sentence: str, endpoint: str = "instructions.show", **where: Any):
    flash(sentence, "fait")
    return redirect(url_for(endpoint, reference=besoin.reference, **where))


@bp.post("/<reference>/questions")
@login_required
@limiter.limit(posting_pace)
def ask(reference: str):
    """Ask for what is missing."""
    form = bind(QuestionForm, request.form)
    write()
    besoin = _loaded(reference)
    require("ask", besoin)
    if form.errors:
        return _page(besoin, 422, question=form)
    if made_with(current_user.id, form.data["cle"], "question") is None:
        question = ask_question(besoin, signature(current_user), form.data["texte"])
        spend(current_user.id, form.data["cle"], Ref("question", question.id))
        db.session.commit()
    return _back(besoin, "Votre question est partie par courriel.", _anchor="questions")


@bp.post("/<reference>/reponses")
@login_required
@limiter.limit(posting_pace)
def answer(reference: str):
    """Answer what is asked."""
    form = bind(ReponseForm, request.form)
    write()
    besoin = _loaded(reference)
    question = _question_of(besoin, form)
    if question.repondue_le is None:
        require("answer_question", besoin)
    if form.errors:
        shown = {"besoin": besoin, "questions": [question], "forms": {question.id: form}, "may_edit": False}
        return render_template("fabrique/instructions/reponse.html", **shown), 422
    answer_question(question, signature(current_user), form.data["texte"])
    db.session.commit()
    return _back(besoin, "Votre réponse est transmise à la chambre.", "besoins.show", _anchor="questions")


def _question_of(besoin: Besoin, form: Bound) -> Question:
    number = form.data.get("question")
    if number is None:
        raise NotVisible
    return fetch(Question, id=number, besoin_id=besoin.id)


@bp.post("/<reference>/qualification")
@login_required
@limiter.limit(posting_pace)
def qualify(reference: str):
    """Recognise it, when nothing is missing."""
    form = bind(QualificationForm, request.form)
    write()
    besoin = _loaded(reference)
    require("qualify", besoin)
    try:
        if not form.errors:
            data = form.data
            qualify_besoin(
                besoin, signature(current_user), data["public"] == "oui", data["sans_nom"], data["relecture"]
            )
    except Unprocessable as refused:
        _told(form, refused)
    if form.errors:
        return _page(besoin, 422, qualification=form)
    db.session.commit()
    return _back(
        besoin, f"{besoin.reference} est qualifié ; la personne qui l'a déposé est prévenue.", "besoins.show"
    )


@bp.post("/<reference>/rejet")
@login_required
@limiter.limit(posting_pace)
def reject(reference: str):
    """Say no, and why."""
    form = bind(RejetForm, request.form)
    write()
    besoin = _loaded(reference)
    require("reject", besoin)
    if form.errors:
        return _page(besoin, 422, rejet=form)
    reject_besoin(besoin, signature(current_user), Rejet(form.data["rejet"]), form.data["precision"])
    db.session.commit()
    return _back(besoin, "Le besoin n'est pas retenu ; le motif part par courriel.", "besoins.show")


@bp.post("/<reference>/fusion")
@login_required
@limiter.limit(posting_pace)
def merge(reference: str):
    """Make it one with another."""
    form = bind(FusionForm, request.form)
    write()
    besoin = _loaded(reference)
    require("merge", besoin)
    cible = bearing(form.data.get("cible", ""), visible(Besoin, current_user))
    if cible is None and not form.errors:
        form.refuse("cible", "Aucun besoin que vous puissiez lire ne porte cette référence.")
    try:
        if not form.errors:
            merge_besoin(besoin, cible, signature(current_user))
    except Unprocessable as refused:
        _told(form, refused)
    if form.errors:
        return _page(besoin, 422, fusion=form)
    db.session.commit()
    return _back(cible, f"{besoin.reference} est réuni à {cible.reference}.", "besoins.show")


@bp.post("/<reference>/notes-internes")
@login_required
@limiter.limit(posting_pace)
def note(reference: str):
    """Keep a word between those who answer for it."""
    form = bind(NoteForm, request.form)
    write()
    besoin = _loaded(reference)
    require("annotate", besoin)
    if form.errors:
        return _page(besoin, 422, note=form)
    if made_with(current_user.id, form.data["cle"], "note_interne") is None:
        kept = write_note(besoin, current_user, form.data["texte"])
        spend(current_user.id, form.data["cle"], Ref("note_interne", kept.id))
        db.session.commit()
    return redirect(url_for("instructions.show", reference=besoin.reference, _anchor="notes"))
