"""How the rest of the house speaks of actions and results."""

from sqlalchemy import select

from instances.decisions.models import Decision
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.rubriques import CHAMBRE, PIED, Rubrique, open_rubrique
from socle.sujets import Sujet

from .models import REFERENCES, Action, Resultat

for zone in (CHAMBRE, PIED):
    open_rubrique(Rubrique(zone, 14, "Actions portées", "plans.index"))


class SujetAction(Sujet):
    """An action."""

    kind, noun, label, path = "action", Action, "Action", "/actions/<int:id>"
    forme = REFERENCES


class SujetResultat(Sujet):
    """What came of an action."""

    kind, noun, label, path = "resultat", Resultat, "Résultat", "/actions/<int:action_id>#resultat"

    def name(self, resultat: Resultat) -> str:
        """One word: the page says the rest."""
        return "Réalisée"


@panel("decision")
def what_follows(decision: Decision, viewer) -> Panel | None:
    """The action that a decision started."""
    action = db.session.scalar(select(Action).where(Action.decision_id == decision.id))
    return Panel("instances/plans/_panel.html", {"action": action}) if action else None
