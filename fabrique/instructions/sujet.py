"""The news of the reading of a need, and what its page shows of it. Questions and notes are no sujets."""

from fabrique.besoins.models import Besoin, Etat
from fabrique.besoins.queries import depositor_ids, follower_ids, officer_ids
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.forms import Bound, blank
from socle.gestes import Offer, offer
from socle.permissions import can, visible
from socle.sujets import Notice, Ref, tells

from .actions import lacking
from .events import BesoinCompleted, BesoinMerged, BesoinQualified, BesoinRejected, QuestionAsked
from .models import Question
from .queries import asked_about

BROUGHT = "Vous avez déposé ce besoin."


@tells(QuestionAsked)
def something_is_asked(event: QuestionAsked) -> Notice:
    """Those who brought it."""
    besoin = db.session.get(Besoin, event.besoin_id)
    return Notice(
        to=depositor_ids(besoin.id),
        sentence=f"La chambre vous pose une question sur {besoin.designation}",
        about=Ref("besoin", besoin.id),
        why=BROUGHT,
        mail=True,
    )


@tells(BesoinCompleted)
def the_answers_came(event: BesoinCompleted) -> Notice:
    """Those who answer for it, by mail: they had asked."""
    besoin = db.session.get(Besoin, event.besoin_id)
    return Notice(
        to=officer_ids(besoin),
        sentence=f"Vos questions ont leur réponse : {besoin.designation}",
        about=Ref("besoin", besoin.id),
        why="Vous qualifiez les besoins de ce territoire.",
        mail=True,
    )


@tells(BesoinQualified)
def it_is_qualified(event: BesoinQualified) -> list[Notice]:
    """Those who brought it, those who follow it."""
    besoin = db.session.get(Besoin, event.besoin_id)
    about, authors = Ref("besoin", besoin.id), depositor_ids(besoin.id)
    reach = "tout le monde peut le lire" if besoin.public else "les personnes connectées peuvent le lire"
    return [
        Notice(
            to=authors,
            sentence=f"Votre besoin est qualifié : {besoin.designation} ; {reach}",
            about=about,
            why=BROUGHT,
            mail=True,
        ),
        Notice(
            to=follower_ids(besoin.id) - authors,
            sentence=f"Un besoin que vous suivez est qualifié : {besoin.designation}",
            about=about,
        ),
    ]


@tells(BesoinRejected)
def it_is_not_retained(event: BesoinRejected) -> Notice:
    """Those who brought it, with the reason."""
    besoin = db.session.get(Besoin, event.besoin_id)
    return Notice(
        to=depositor_ids(besoin.id),
        sentence=f"{besoin.designation} n'est pas retenu. {besoin.motif}",
        about=Ref("besoin", besoin.id),
        why=BROUGHT,
        mail=True,
    )


@tells(BesoinMerged)
def it_joined_another(event: BesoinMerged) -> Notice:
    """Those who brought it: they now stand behind the other."""
    besoin, cible = db.session.get(Besoin, event.besoin_id), db.session.get(Besoin, event.cible_id)
    return Notice(
        to=depositor_ids(besoin.id) | follower_ids(besoin.id),
        sentence=f"{besoin.reference} est réuni à {cible.designation}",
        about=Ref("besoin", cible.id),
        why="Vous avez déposé ou suivi ce besoin.",
        mail=True,
    )


@panel("besoin")
def what_was_asked(besoin: Besoin, viewer) -> Panel | None:
    """Questions and answers, for those between whom they are."""
    questions = asked_about(besoin, visible(Question, viewer)) if viewer.id else []
    if not questions:
        return None
    answer = offer(besoin, "answer")
    waiting = [one for one in questions if answer and not one.repondue_le]
    shown = {
        "besoin": besoin,
        "questions": questions,
        "answer": answer,
        "forms": {one.id: _form(answer, one) for one in waiting},
        "may_edit": bool(can(viewer, "edit", besoin)),
    }
    return Panel("fabrique/instructions/_questions.html", shown)


def _form(answer: Offer, question: Question) -> Bound:
    """The form under a question: the one just refused, when it answered that question."""
    refused = answer.form.errors and answer.form.raw["question"] == str(question.id)
    return answer.form if refused else blank(answer.geste.form, question=question.id)


@panel("besoin")
def its_reading(besoin: Besoin, viewer) -> Panel | None:
    """The way in for those who answer for it: what is lacking, and where to do it."""
    if not can(viewer, "annotate", besoin):
        return None
    lacks = lacking(besoin) if besoin.etat in (Etat.SOUMIS, Etat.A_COMPLETER) else {}
    return Panel("fabrique/instructions/_panel.html", {"besoin": besoin, "lacks": lacks})
