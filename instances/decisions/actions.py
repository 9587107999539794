"""Writing down what a body decided, and publishing the answers in one act."""

from dataclasses import dataclass
from datetime import date

from instances.seances.models import SEANCE, Seance
from instances.seances.queries import Question, point_of, questions_of
from socle.clock import now
from socle.database import lock
from socle.errors import NotVisible, Unprocessable, WrongState
from socle.events import announce
from socle.extensions import db
from socle.liens import Relation, link
from socle.signatures import Signature
from socle.sujets import Ref
from socle.templating import pluriel
from socle.versions import must_be_read, rewrite

from .events import DecisionRecorded, DecisionsPublished
from .models import CARRIED, OWES_REASON, REFERENCES, Decision, Issue
from .queries import decisions_in, still_to_decide

LEAST_REASON = 20
CHANGED = "Quelqu'un vient d'écrire une réponse à cette ligne : lisez-la avant d'enregistrer la vôtre."


@dataclass(frozen=True)
class Answer:
    """What the body decided on one line: its outcome, the words that explain it, who pilots, for when."""

    issue: Issue
    motif: str = ""
    pilote: str = ""
    echeance: date | None = None

    def missing(self) -> dict[str, list[str]]:
        """What is still owed, by field: a reason, a pilot, a date (BR-12, BR-13)."""
        wrong: dict[str, list[str]] = {}
        if self.issue in OWES_REASON and len(self.motif) < LEAST_REASON:
            wrong["motif"] = [
                "Cette réponse doit être expliquée, en une vraie phrase : ses auteurs la liront."
            ]
        if self.issue in CARRIED and not self.pilote:
            wrong["pilote"] = ["Dites qui pilote l'action : sans pilote, rien n'est porté."]
        if self.issue in CARRIED and self.echeance is None:
            wrong["echeance"] = ["Donnez une échéance : sans date, rien n'est porté."]
        return wrong


def record_decision(
    seance: Seance, by: Signature, point_id: int, about: Ref, answer: Answer, version: int | None = None
) -> Decision:
    """Write down, or rewrite, the answer to one line of a point; nobody outside is told.

    ``version`` is that of the answer one read, 0 when there was none; ``None`` writes over whatever stands.
    Raises ``NotVisible`` for a line that is not there, ``Unprocessable`` when a reason, a pilot or a date
    is owed, ``Conflict`` when the other desk wrote meanwhile, ``WrongState`` once published.
    """
    lock(seance)
    point = point_of(seance, point_id)
    question = next((q for q in questions_of(point) if q.about == about), None)
    if question is None:
        raise NotVisible
    if wrong := answer.missing():
        raise Unprocessable(errors=wrong)
    decision = decisions_in(seance).get(about) or _begun(seance, by, point_id, question)
    if decision.publiee_le:
        raise WrongState("Les réponses de cette séance sont publiées : elles ne changent plus.")
    if version is not None:
        must_be_read(decision, version, CHANGED)
    pilote, echeance = (answer.pilote, answer.echeance) if answer.issue in CARRIED else ("", None)
    words = {"issue": answer.issue, "motif": answer.motif, "pilote": pilote, "echeance": echeance}
    rewrite(decision, ecrite_le=now(), **words)
    db.session.add(decision)
    db.session.flush()
    announce(DecisionRecorded(seance_id=seance.id, decision_id=decision.id), by)
    return decision


def _begun(seance: Seance, by: Signature, point_id: int, question: Question) -> Decision:
    """An answer that says nothing yet."""
    return Decision(
        reference=REFERENCES.next(),
        seance_id=seance.id,
        point_id=point_id,
        sujet_kind=question.about.kind,
        sujet_id=question.about.id,
        titre=question.titre,
        ecrite_par_id=by.compte_id,
        version=0,
    )


def publish_decisions(seance: Seance, by: Signature) -> list[Decision]:
    """Publish every answer of the séance in one act; whoever waits for one is told by what listens.

    Raises ``WrongState`` when a line has no answer yet, or when the séance is not closed.
    """
    lock(seance)
    missing = still_to_decide(seance)
    if missing:
        raise WrongState(
            f"Il reste {pluriel(len(missing), 'ligne')} sans réponse : "
            "rien n'est publié tant qu'il en manque une."
        )
    SEANCE.move(seance, "publish")
    seance.publiee_le = now()
    decisions = list(decisions_in(seance).values())
    for decision in decisions:
        decision.publiee_le = seance.publiee_le
        about = decision.point.about
        if about:
            link(about, Relation.DONNE_LIEU, Ref("decision", decision.id), by.compte_id)
    announce(DecisionsPublished(seance_id=seance.id), by)
    return decisions
