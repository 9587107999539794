"""Named conditions, orders and loads of the actions."""

from sqlalchemy.orm import joinedload

from instances.decisions.models import Decision
from socle.clock import today

from .models import Action, Etat


def in_state(etat: Etat):
    """The condition that it stands there."""
    return Action.etat == etat


def late(_: str):
    """The condition that it should be done by now."""
    return (Action.etat != Etat.REALISEE) & (Action.echeance < today())


def most_urgent_first() -> tuple:
    """The order of the list."""
    return (Action.echeance, Action.id)


def with_decision() -> tuple:
    """Load the decision, on which rights hang, and what came of it."""
    return (joinedload(Action.decision).joinedload(Decision.seance), joinedload(Action.resultat))
