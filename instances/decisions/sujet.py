"""How the rest of the house speaks of decisions."""

from flask import url_for

from instances.seances.models import Seance
from instances.seances.queries import questions_in
from socle.encarts import Panel, panel
from socle.forms import blank
from socle.permissions import can
from socle.states import mot
from socle.sujets import Sujet, find_all

from .forms import DecisionForm
from .models import REFERENCES, Decision
from .queries import decisions_in


class SujetDecision(Sujet):
    """A decision: its reference, its page, its answer."""

    kind, noun, label = "decision", Decision, "Décision"
    forme = REFERENCES

    def url(self, decision: Decision) -> str:
        """Its page."""
        return url_for("decisions.show", decision_id=decision.id)

    def state(self, decision: Decision) -> str:
        """The answer, in words."""
        return mot(decision.issue)


@panel("seance")
def answers(seance: Seance, viewer) -> Panel:
    """Line by line: the question, then its answer or the form that writes it."""
    return Panel("instances/decisions/_panel.html", lines_of(seance, viewer))


def lines_of(seance: Seance, viewer) -> dict:
    """What the console of a séance shows: each line that the viewer may read.

    With its answer, when they may know it.
    """
    inside = bool(can(viewer, "sit", seance))
    written = {ref: d for ref, d in decisions_in(seance).items() if inside or d.publiee_le}
    asked = [(point, question) for point, questions in questions_in(seance) for question in questions]
    readable = find_all([question.about for _, question in asked], viewer)
    lines = [
        {
            "point": point,
            "question": question,
            "decision": written.get(question.about),
            "about": readable[question.about],
            "form": _form(written.get(question.about), question.about),
        }
        for point, question in asked
        if question.about in readable
    ]
    missing = sum(1 for line in lines if line["decision"] is None)
    return {"seance": seance, "lines": lines, "missing": missing, "inside": inside}


def _form(decision: Decision | None, about) -> object:
    known = {"sujet": str(about)}
    if decision:
        known |= {
            "issue": decision.issue,
            "motif": decision.motif,
            "pilote": decision.pilote,
            "echeance": decision.echeance,
        }
    return blank(DecisionForm, **known)
