"""Opening an action from a decision, starting it, saying what came of it."""

from instances.decisions.models import Decision
from socle.database import lock
from socle.events import announce
from socle.extensions import db
from socle.liens import Relation, link
from socle.signatures import Signature
from socle.sujets import Ref

from .events import ActionFinished, ActionOpened, ActionStarted
from .models import ACTION, REFERENCES, Action, Resultat


def open_action(decision: Decision, by: Signature) -> Action:
    """A decision to carry becomes a dated piece of work with its pilot (BR-13)."""
    action = Action(
        reference=REFERENCES.next(),
        decision_id=decision.id,
        decision=decision,
        titre=decision.titre,
        pilote=decision.pilote,
        echeance=decision.echeance,
    )
    db.session.add(action)
    db.session.flush()
    link(Ref("decision", decision.id), Relation.DONNE_LIEU, Ref("action", action.id), by.compte_id)
    announce(ActionOpened(action_id=action.id), by)
    return action


def start_action(action: Action, by: Signature) -> None:
    """The work begins."""
    lock(action)
    ACTION.move(action, "start")
    announce(ActionStarted(action_id=action.id), by)


def finish_action(action: Action, by: Signature, texte: str) -> Resultat:
    """The work is done: say what came of it."""
    lock(action)
    ACTION.move(action, "finish")
    resultat = Resultat(action_id=action.id, texte=texte)
    db.session.add(resultat)
    db.session.flush()
    link(Ref("action", action.id), Relation.REALISE, Ref("resultat", resultat.id), by.compte_id)
    announce(ActionFinished(action_id=action.id), by)
    return resultat
