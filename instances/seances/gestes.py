"""What the desk of a body does with its séances."""

from datetime import datetime
from functools import partial
from typing import Any

from instances.organes.models import Organe
from socle.clock import PARIS
from socle.gestes import FormPage, Geste

from .actions import add_point, move_seance, plan_seance, remove_point
from .forms import PointForm, SeanceForm
from .models import Point, Seance


def _meant(viewer: Any, organe: Organe, said: dict[str, Any]) -> dict[str, Any]:
    """Beginning and end at the clock of Paris, one or two sites."""
    debut, fin = (datetime.combine(said["jour"], said[name], PARIS) for name in ("debut", "fin"))
    sites = [(said["ville"], said["lieu"]), (said["autre_ville"], said["autre_lieu"])]
    return {"titre": said["titre"], "debut": debut, "fin": fin, "sites": [site for site in sites if site[0]]}


def _move(verb: str, at: str, label: str, done: str, **more: Any) -> Geste:
    """One step of a sitting: they differ by their words."""
    return Geste(Seance, verb, partial(move_seance, verb=verb), at, label, done=done, **more)


NEW = FormPage("nouvelle", "instances/seances/nouvelle.html")
ADD, TAKE_OFF = "Ajouter le point", "Retirer de l’ordre du jour"
CLOSED = "La séance est close. Relisez les réponses, puis publiez-les."
REOPENED = "La séance est de nouveau ouverte."
CANCEL = ("Annuler cette séance ?", "Les notes de son ordre du jour en attendront une autre.")

GESTES = (
    Geste(
        Organe,
        "plan",
        plan_seance,
        "seances",
        "Planifier une séance",
        form=SeanceForm,
        makes=Seance,
        rule="prepare",
        kind="main",
        page=NEW,
        meant=_meant,
    ),
    Geste(Seance, "add", add_point, "points", ADD, form=PointForm, makes=Point, rule="prepare"),
    Geste(Seance, "take_off", remove_point, "points/<int:point_id>/retrait", TAKE_OFF, kind="quiet"),
    _move("open", "ouverture", "Ouvrir la séance", "La séance est ouverte.", kind="main"),
    _move("close", "cloture", "Clore la séance", CLOSED, kind="main"),
    _move("reopen", "reouverture", "Rouvrir la séance", REOPENED, kind="quiet"),
    _move(
        "cancel", "annulation", "Annuler la séance", "La séance est annulée.", confirm=CANCEL, kind="quiet"
    ),
)
