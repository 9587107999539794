"""What one does with propositions."""

from functools import partial
from typing import Any

from communautes.espaces.models import Communaute
from echanges.fils.models import Fil, Message
from socle.gestes import FormPage, Geste
from socle.numbers import numbers_among
from socle.permissions import visible

from .actions import (
    edit_proposition,
    move_proposition,
    open_comments,
    propose,
    submit_proposition,
    support,
    unsupport,
)
from .forms import MotifForm, PropositionForm, RedactionForm
from .models import Etat, Proposition
from .queries import messages_among

EDIT = "communautes/propositions/edit.html"
SUPPORTS = "#soutiens"
EDIT_LABEL, SUBMIT = "Modifier le texte", "Déposer la proposition"
UNSUPPORT, TAKE_BACK = "Retirer mon soutien", "Retirer ma proposition"


def _sources(viewer: Any, communaute: Communaute, chosen: list[str]) -> list[Message]:
    ids = numbers_among(chosen)
    return messages_among(ids, visible(Message, viewer), communaute) if ids else []


def _meant(viewer: Any, communaute: Communaute, said: dict[str, Any]) -> dict[str, Any]:
    return said | {"messages": _sources(viewer, communaute, said["messages"])}


def _kept(proposition: Proposition) -> str:
    kept = "gardée en brouillon" if proposition.etat is Etat.BROUILLON else "déposée"
    return f"La proposition {proposition.reference} est {kept}."


def _quoted(viewer: Any, communaute: Communaute, form: Any) -> dict[str, Any]:
    return {"communaute": communaute, "messages": _sources(viewer, communaute, form.raw["messages"])}


NEW = FormPage("nouvelle", EDIT, shown=_quoted)
REWORD = FormPage(
    template=EDIT,
    start=lambda one: {name: getattr(one, name) for name in RedactionForm().asked},
    shown=lambda viewer, one, form: {"communaute": one.communaute},
)


def _move(verb: str, at: str, label: str, done: str, **more: Any) -> Geste:
    """One of the moves of the communauté: they differ by their words."""
    return Geste(Proposition, verb, partial(move_proposition, verb=verb), at, label, done=done, **more)


RETAINED = "La proposition est retenue : elle peut entrer dans une note."
RETAIN = ("Retenir cette proposition ?", "Elle pourra entrer dans la prochaine note au conseil.")
APART = "La proposition est écartée ; ses auteurs sont prévenus."
SET_APART = ("Écarter cette proposition ?", "Ses auteurs et ses soutiens liront votre motif.")
BACK = "La proposition revient en discussion."
GONE = "La proposition est retirée."
WITHDRAW = ("Retirer votre proposition ?", "Elle reste lisible, avec votre motif.")
SUBMITTED = "La proposition est déposée : la communauté peut la soutenir."

GESTES = (
    Geste(
        Communaute,
        "propose",
        propose,
        "propositions",
        "Écrire une proposition",
        form=PropositionForm,
        makes=Proposition,
        page=NEW,
        signs=True,
        meant=_meant,
        done=_kept,
    ),
    Geste(Proposition, "edit", edit_proposition, "modification", EDIT_LABEL, form=RedactionForm, page=REWORD),
    Geste(Proposition, "submit", submit_proposition, "depot", SUBMIT, kind="main", done=SUBMITTED),
    Geste(Proposition, "support", support, "soutien", "Soutenir", signs=True, kind="main", lands=SUPPORTS),
    Geste(Proposition, "unsupport", unsupport, "soutien/retrait", UNSUPPORT, rule="support", lands=SUPPORTS),
    Geste(Proposition, "comment", open_comments, "fil", "Ouvrir les commentaires", makes=Fil),
    _move("discuss", "discussion", "Ouvrir la discussion", "La discussion est ouverte."),
    _move("retain", "retenue", "Retenir", RETAINED, confirm=RETAIN),
    _move("set_aside", "ecart", "Écarter", APART, form=MotifForm, kind="danger", confirm=SET_APART),
    _move("take_up", "reprise", "Reprendre la discussion", BACK),
    _move("withdraw", "retrait", TAKE_BACK, GONE, form=MotifForm, kind="quiet", confirm=WITHDRAW),
)
