"""What the desk does about answers: write one down, publish them all."""

from typing import Any

from instances.seances.models import Seance
from socle.errors import NotVisible
from socle.gestes import Geste
from socle.sujets import Ref, under
from socle.templating import pluriel

from .actions import Answer, publish_decisions, record_decision
from .forms import DecisionForm
from .models import Decision, Issue
from .queries import decisions_in


def _meant(viewer: Any, seance: Seance, said: dict[str, Any]) -> dict[str, Any]:
    about = Ref.read(said["sujet"])
    if about is None:
        raise NotVisible
    answer = Answer(Issue(said["issue"]), said["motif"], said["pilote"], said["echeance"])
    return {"point_id": said["point_id"], "about": about, "answer": answer, "version": said["version"]}


def _told(seance: Seance) -> str:
    known = pluriel(len(decisions_in(seance)), "réponse publiée", "réponses publiées")
    return f"{known}. Chaque auteur et chaque soutien est prévenu."


def _line(viewer: Any, decision: Decision) -> str:
    return under(decision.seance, f"#ligne-{decision.sujet_kind}-{decision.sujet_id}")


PUBLISH = "Publier les réponses"

GESTES = (
    Geste(
        Seance,
        "record",
        record_decision,
        "points/<int:point_id>/decisions",
        "Enregistrer la réponse",
        form=DecisionForm,
        makes=Decision,
        rule="decide",
        meant=_meant,
        lands=_line,
        done="La réponse est écrite. Elle ne se lira dehors qu'une fois publiée.",
    ),
    Geste(Seance, "publish", publish_decisions, "publication", PUBLISH, done=_told, kind="main"),
)
