"""Rules about actions: read by whoever reads the decision, moved by the desk and the mission officers."""

from sqlalchemy import Select, select

from annuaire.roles.queries import of_the_cress
from instances.decisions.models import Decision
from instances.organes.queries import DESK, sits
from socle.permissions import No, NotNow, rule, scope, visible

from .models import ACTION, Action, Resultat

STAGE = "Ce n'est plus possible à ce stade de l'action."
FOLLOW = "La chambre suit cette action : seules la présidence, le secrétariat et les personnes chargées de mission la font avancer."


@scope(Action)
def readable(viewer) -> Select:
    """Whoever reads the decision."""
    return select(Action).where(
        Action.decision_id.in_(visible(Decision, viewer).with_only_columns(Decision.id))
    )


@scope(Resultat)
def readable_results(viewer) -> Select:
    """Whoever reads the action."""
    return select(Resultat).where(Resultat.action_id.in_(readable(viewer).with_only_columns(Action.id)))


def _follows(viewer, action: Action) -> bool | No:
    return of_the_cress(viewer) or sits(viewer, action.decision.seance.organe_id, *DESK) or No(FOLLOW)


@rule("start", Action)
def may_start(viewer, action: Action) -> bool | No:
    """Desk and mission officers."""
    return _follows(viewer, action) and (ACTION.allows(action, "start") or NotNow(STAGE))


@rule("finish", Action)
def may_finish(viewer, action: Action) -> bool | No:
    """Desk and mission officers, saying what came of it."""
    return _follows(viewer, action) and (ACTION.allows(action, "finish") or NotNow(STAGE))
