"""Writing down what a body decided, and publishing the answers in one act."""

from datetime import date

from annuaire.roles.queries import Signature
from instances.seances.models import SEANCE, Point, Seance
from instances.seances.queries import lock, questions_of
from socle.clock import now, today
from socle.errors import NotVisible, Unprocessable, WrongState
from socle.events import announce
from socle.extensions import db
from socle.liens import Relation, link
from socle.sujets import Ref

from .events import DecisionRecorded, DecisionsPublished
from .models import CARRIED, OWES_REASON, Decision, Issue
from .queries import decisions_in, next_reference, still_to_decide

LEAST_REASON = 20


def record_decision(point: Point, about: Ref, issue: Issue, motif: str, pilote: str, echeance: date | None,
                    by: Signature) -> Decision:  # fmt: skip
    """Write down, or rewrite, the answer to one line; nobody outside is told.

    Raises ``Unprocessable`` when a reason, a pilot or a date is owed, ``WrongState`` once published.
    """
    lock(point.seance)
    _check(issue, motif, pilote, echeance)
    question = next((q for q in questions_of(point) if q.about == about), None)
    if question is None:
        raise NotVisible
    decision = decisions_in(point.seance).get(about)
    if decision is None:
        decision = Decision(reference=next_reference(today()), seance_id=point.seance_id, point_id=point.id,
                            sujet_kind=about.kind, sujet_id=about.id, titre=question.titre,
                            ecrite_par_id=by.compte_id)  # fmt: skip
        db.session.add(decision)
    elif decision.publiee_le:
        raise WrongState("Les réponses de cette séance sont publiées : elles ne changent plus.")
    decision.issue, decision.motif, decision.pilote = issue, motif, pilote if issue in CARRIED else ""
    decision.echeance, decision.ecrite_le = echeance if issue in CARRIED else None, now()
    db.session.flush()
    announce(
        DecisionRecorded(
            by=by.compte_id, mandat=by.mandat, seance_id=point.seance_id, decision_id=decision.id
        )
    )
    return decision


def _check(issue: Issue, motif: str, pilote: str, echeance: date | None) -> None:
    wrong: dict[str, list[str]] = {}
    if issue in OWES_REASON and len(motif) < LEAST_REASON:
        wrong["motif"] = ["Cette réponse doit être expliquée, en une vraie phrase : ses auteurs la liront."]
    if issue in CARRIED and not pilote:
        wrong["pilote"] = ["Dites qui pilote l'action : sans pilote, rien n'est porté."]
    if issue in CARRIED and echeance is None:
        wrong["echeance"] = ["Donnez une échéance : sans date, rien n'est porté."]
    if wrong:
        raise Unprocessable(errors=wrong)


def publish_decisions(seance: Seance, by: Signature) -> list[Decision]:
    """Publish every answer of the séance in one act; whoever waits for one is told by what listens.

    Raises ``WrongState`` when a line has no answer yet, or when the séance is not closed.
    """
    lock(seance)
    missing = still_to_decide(seance)
    if missing:
        raise WrongState(
            f"Il reste {len(missing)} ligne(s) sans réponse : rien n'est publié tant qu'il en manque une."
        )
    SEANCE.move(seance, "publish")
    seance.publiee_le = now()
    decisions = list(decisions_in(seance).values())
    for decision in decisions:
        decision.publiee_le = seance.publiee_le
        about = decision.point.about
        if about:
            link(about, Relation.DONNE_LIEU, Ref("decision", decision.id), by.compte_id)
    announce(DecisionsPublished(by=by.compte_id, mandat=by.mandat, seance_id=seance.id))
    return decisions
