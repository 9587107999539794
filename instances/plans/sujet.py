"""How the rest of the house speaks of actions and results."""

from flask import url_for
from sqlalchemy import select

from instances.decisions.models import Decision
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.sujets import Sujet

from .models import MOTS, Action, Resultat


class SujetAction(Sujet):
    """An action."""

    kind, noun, label = "action", Action, "Action"

    def url(self, action: Action) -> str:
        """Its page."""
        return url_for("plans.show", action_id=action.id)

    def state(self, action: Action) -> str:
        """Where it stands, in words."""
        return MOTS[action.etat][0]


class SujetResultat(Sujet):
    """What came of an action."""

    kind, noun, label = "resultat", Resultat, "Résultat"

    def name(self, resultat: Resultat) -> str:
        """One word: the page says the rest."""
        return "Réalisée"

    def url(self, resultat: Resultat) -> str:
        """At the foot of the action."""
        return url_for("plans.show", action_id=resultat.action_id, _anchor="resultat")


@panel("decision")
def what_follows(decision: Decision, viewer) -> Panel | None:
    """The action that a decision started."""
    action = db.session.scalar(select(Action).where(Action.decision_id == decision.id))
    return Panel("instances/plans/_panel.html", {"action": action}) if action else None
