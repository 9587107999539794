"""What those who read a need do with it, and the answer of who brought it: verbs of a need."""

from typing import Any

from fabrique.besoins.models import Besoin
from fabrique.besoins.queries import bearing
from socle.errors import Unprocessable
from socle.gestes import Geste
from socle.permissions import visible
from socle.sujets import url_of

from .actions import answer_question, ask_question, merge_besoin, qualify_besoin, reject_besoin, write_note
from .forms import FusionForm, NoteInterneForm, QualificationForm, QuestionForm, RejetForm, ReponseForm

READING = "instruction"
NOWHERE = "Aucun besoin que vous puissiez lire ne porte cette référence."


def _open_to(viewer: Any, besoin: Besoin, said: dict[str, Any]) -> dict[str, Any]:
    return said | {"public": said["public"] == "oui"}


def _target(viewer: Any, besoin: Besoin, said: dict[str, Any]) -> dict[str, Any]:
    """The need of the reference that was typed: it is named so everywhere, never by its number."""
    cible = bearing(said["cible"], visible(Besoin, viewer))
    if cible is None:
        raise Unprocessable(NOWHERE, errors={"cible": [NOWHERE]})
    return {"cible": cible}


GESTES = (
    Geste(
        Besoin,
        "qualify",
        qualify_besoin,
        at="qualification",
        label="Qualifier ce besoin",
        form=QualificationForm,
        meant=_open_to,
        page=READING,
        kind="main",
        done="{0.reference} est qualifié ; la personne qui l'a déposé est prévenue.",
    ),
    Geste(
        Besoin,
        "ask",
        ask_question,
        at="questions",
        label="Poser la question",
        form=QuestionForm,
        page=READING,
        lands=f"{READING}#questions",
        done="Votre question est partie par courriel.",
    ),
    Geste(
        Besoin,
        "answer",
        answer_question,
        at="reponses",
        label="Répondre",
        form=ReponseForm,
        rule="answer_question",
        lands="#questions",
        done="Votre réponse est transmise à la chambre.",
    ),
    Geste(
        Besoin,
        "merge",
        merge_besoin,
        at="fusion",
        label="Réunir les deux fiches",
        form=FusionForm,
        meant=_target,
        page=READING,
        lands=lambda viewer, besoin: url_of(besoin.fusionne_dans),
        done="{0.reference} est réuni à {0.fusionne_dans.reference}.",
    ),
    Geste(
        Besoin,
        "reject",
        reject_besoin,
        at="rejet",
        label="Ne pas retenir ce besoin",
        form=RejetForm,
        page=READING,
        kind="danger",
        done="Le besoin n'est pas retenu ; le motif part par courriel.",
    ),
    Geste(
        Besoin,
        "annotate",
        write_note,
        at="notes-internes",
        label="Garder la note",
        form=NoteInterneForm,
        page=READING,
        lands=f"{READING}#notes",
    ),
)
