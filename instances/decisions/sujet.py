"""How the rest of the house speaks of decisions."""

from dataclasses import replace
from typing import Any

from instances.organes.models import Organe
from instances.seances.models import Point, Seance
from instances.seances.queries import questions_in
from socle.encarts import Panel, panel
from socle.forms import blank
from socle.gestes import Offer, offer
from socle.permissions import can
from socle.rubriques import CHAMBRE, PIED, Rubrique, open_rubrique
from socle.states import mot
from socle.sujets import Ref, Sujet, find_all

from .forms import DecisionForm
from .models import REFERENCES, Decision
from .queries import decisions_in

for zone in (CHAMBRE, PIED):
    open_rubrique(Rubrique(zone, 12, "Réponses publiées", "decisions.index"))


class SujetDecision(Sujet):
    """A decision: its reference, its page, its answer."""

    kind, noun, label, path = "decision", Decision, "Décision", "/decisions/<int:id>"
    forme = REFERENCES

    def state(self, decision: Decision) -> str:
        """The answer, in words."""
        return mot(decision.issue)


@panel("organe")
def told_answers(organe: Organe, viewer) -> Panel:
    """The way to every answer that this body published."""
    return Panel("instances/decisions/_organe.html", {"organe": organe})


@panel("seance")
def answers(seance: Seance, viewer) -> Panel:
    """Line by line: the question, then its answer or the form that writes it."""
    return Panel("instances/decisions/_panel.html", _lines(seance, viewer))


def _lines(seance: Seance, viewer: Any) -> dict[str, Any]:
    """Each line that the viewer may read, with its answer when they may know it."""
    inside = bool(can(viewer, "sit", seance))
    written = {ref: d for ref, d in decisions_in(seance).items() if inside or d.publiee_le}
    asked = [(point, question) for point, questions in questions_in(seance) for question in questions]
    readable = find_all([question.about for _, question in asked], viewer)
    lines = [
        {
            "question": question,
            "decision": written.get(question.about),
            "about": readable[question.about],
            "record": _record(point, question.about, written.get(question.about)),
        }
        for point, question in asked
        if question.about in readable
    ]
    missing = sum(1 for line in lines if line["decision"] is None)
    return {"seance": seance, "lines": lines, "missing": missing, "inside": inside}


def _record(point: Point, about: Ref, decision: Decision | None) -> Offer:
    """The form of one line: as it was just refused there, else with its answer so far."""
    one = offer(point.seance, "record", point_id=point.id)
    if one.form.raw.get("sujet") == str(about):
        return one
    names = DecisionForm().asked[1:] if decision else []
    known = {"version": 0} | {name: getattr(decision, name) for name in names}
    return replace(one, form=blank(DecisionForm, sujet=str(about), **known))
