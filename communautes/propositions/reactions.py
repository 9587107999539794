"""What becomes of propositions when the board publishes its answers, and when actions move."""

from instances.decisions.events import DecisionsPublished
from instances.decisions.queries import decisions_about
from instances.plans.events import ActionFinished, ActionStarted
from instances.plans.models import Action
from socle.events import reacts
from socle.extensions import db

from .actions import move_proposition, receive_decision
from .models import Proposition


@reacts(DecisionsPublished)
def carry_the_answers(event: DecisionsPublished) -> None:
    """Each line moves its proposition, in the transaction that publishes."""
    for decision in decisions_about("proposition", event.seance_id):
        proposition = db.session.get(Proposition, decision.sujet_id)
        receive_decision(proposition, decision, event.signature)


@reacts(ActionStarted)
def it_begins(event: ActionStarted) -> None:
    """The action of a carried proposition has begun."""
    _follow(event, "start")


@reacts(ActionFinished)
def it_is_done(event: ActionFinished) -> None:
    """The action of a carried proposition is done."""
    _follow(event, "finish")


def _follow(event: ActionStarted | ActionFinished, verb: str) -> None:
    decision = db.session.get(Action, event.action_id).decision
    if decision.sujet_kind == "proposition":
        proposition = db.session.get(Proposition, decision.sujet_id)
        move_proposition(proposition, event.signature, verb)
