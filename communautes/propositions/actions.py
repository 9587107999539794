"""What people do with propositions."""

from typing import Any

from communautes.espaces.models import Communaute
from echanges.fils.actions import comment_fil, tie_message
from echanges.fils.models import Fil, Message
from instances.decisions.models import Decision
from socle.clock import now
from socle.database import lock
from socle.errors import Unprocessable, WrongState
from socle.events import announce
from socle.extensions import db
from socle.liens import Relation, link
from socle.markdown import Redige, en_clair
from socle.signatures import Signature
from socle.sujets import Ref
from socle.versions import must_be_read, rewrite

from .events import (
    PropositionDecided,
    PropositionDrafted,
    PropositionEdited,
    PropositionMoved,
    PropositionSubmitted,
    SoutienGiven,
    SoutienTaken,
)
from .models import PROPOSITION, REFERENCES, SOUTENABLES, Credit, Passage, Proposition, Soutien
from .queries import supported_by

EXCERPT = 280
FROZEN = (
    "Ce texte est gelé : des personnes l'ont déjà soutenu tel qu'il est. "
    "Retirez la proposition et déposez-en une autre."
)
CHANGED = "Quelqu'un a modifié cette proposition entre-temps : relisez-la avant d'enregistrer."
LATE = "Cette proposition vient d'avancer : elle ne reçoit plus de soutien."
OWED = ("withdraw", "set_aside")
KEEP = "garder"


def propose(
    communaute: Communaute, by: Signature, messages: list[Message], suite: str = "", **words: Any
) -> Proposition:
    """Write a proposition and submit it at once, unless it is to be kept as a draft."""
    proposition = draft_proposition(communaute, by, messages, **words)
    if suite != KEEP:
        submit_proposition(proposition, by)
    return proposition


def draft_proposition(
    communaute: Communaute, by: Signature, messages: list[Message], **words: Any
) -> Proposition:
    """Turn one's idea, or several messages of a fil, into a proposition; their authors are credited."""
    description: Redige = words.pop("description")
    proposition = Proposition(
        reference=REFERENCES.next(communaute.code),
        communaute_id=communaute.id,
        communaute=communaute,
        auteur_id=by.compte_id,
        mandat=by.mandat,
        description=description.source,
        description_html=description.html,
        **words,
    )
    db.session.add(proposition)
    db.session.flush()
    _credit(proposition, by.compte_id)
    for message in messages:
        _source(proposition, message, by)
    announce(PropositionDrafted(proposition_id=proposition.id), by)
    return proposition


def _source(proposition: Proposition, message: Message, by: Signature) -> None:
    ref = Ref("proposition", proposition.id)
    excerpt = en_clair(message.html)
    excerpt = excerpt if len(excerpt) <= EXCERPT else excerpt[:EXCERPT] + "…"
    link(Ref("message", message.id), Relation.DONNE_LIEU, ref, by.compte_id, excerpt)
    tie_message(message, ref)
    _credit(proposition, message.auteur_id)


def _credit(proposition: Proposition, compte_id: int) -> None:
    if db.session.get(Credit, (proposition.id, compte_id)) is None:
        db.session.add(Credit(proposition_id=proposition.id, compte_id=compte_id))
        db.session.flush()


def edit_proposition(proposition: Proposition, by: Signature, version: int | None, **words: Any) -> None:
    """Reword it while nobody supports it.

    Raises ``WrongState`` once frozen, ``Conflict`` on another's change.
    """
    lock(proposition)
    if proposition.gelee:
        raise WrongState(FROZEN)
    must_be_read(proposition, version, CHANGED)
    rewrite(proposition, **words)
    announce(PropositionEdited(proposition_id=proposition.id), by)


def pass_to(
    proposition: Proposition, verb: str, by: Signature, motif: str | None = None, seance: str | None = None
) -> None:
    """Move it along its machine and write the step of its road; its row must be locked.

    Raises ``WrongState`` when it does not stand where the verb starts.
    """
    PROPOSITION.move(proposition, verb)
    db.session.add(
        Passage(
            proposition_id=proposition.id,
            etat=proposition.etat,
            par_id=by.compte_id,
            mandat=by.mandat,
            motif=motif,
            seance=seance,
        )
    )


def submit_proposition(proposition: Proposition, by: Signature) -> None:
    """Show it to the communauté."""
    lock(proposition)
    pass_to(proposition, "submit", by)
    proposition.deposee_le = now()
    announce(PropositionSubmitted(proposition_id=proposition.id), by)


def move_proposition(proposition: Proposition, by: Signature, verb: str, motif: str = "") -> None:
    """Move it inside the communauté: discuss, withdraw, retain, set aside, take up again.

    Raises ``Unprocessable`` when a reason is owed and missing.
    """
    if verb in OWED and not motif:
        sentence = "Dites pourquoi : les personnes qui l'ont écrite ou soutenue le liront."
        raise Unprocessable(sentence, errors={"motif": [sentence]})
    lock(proposition)
    pass_to(proposition, verb, by, motif or None)
    if verb in OWED:
        proposition.motif = motif
    announce(
        PropositionMoved(proposition_id=proposition.id, verb=verb, etat=proposition.etat, motif=motif), by
    )


def open_comments(proposition: Proposition, by: Signature) -> Fil:
    """Open the comments the first time someone needs them."""
    lock(proposition)
    return comment_fil(Ref("proposition", proposition.id), proposition.titre, by)


def support(proposition: Proposition, by: Signature) -> Soutien:
    """Stand behind it; doing so twice is doing so once. Freezes its text."""
    lock(proposition)
    if already := supported_by(proposition, by.compte_id):
        return already
    if proposition.etat not in SOUTENABLES:
        raise WrongState(LATE)
    soutien = Soutien(proposition_id=proposition.id, compte_id=by.compte_id, mandat=by.mandat)
    db.session.add(soutien)
    proposition.soutiens += 1
    announce(SoutienGiven(proposition_id=proposition.id), by)
    return soutien


def unsupport(proposition: Proposition, by: Signature) -> None:
    """No longer stand behind it."""
    lock(proposition)
    soutien = supported_by(proposition, by.compte_id)
    if soutien is None:
        return
    db.session.delete(soutien)
    proposition.soutiens -= 1
    announce(SoutienTaken(proposition_id=proposition.id), by)


def receive_decision(proposition: Proposition, decision: Decision, by: Signature) -> None:
    """Take the board's published answer: state, reason, séance, link back from the decision."""
    lock(proposition)
    motif = decision.motif or None
    pass_to(proposition, decision.issue, by, motif, decision.seance.titre)
    proposition.motif, proposition.decidee_le = motif, now()
    link(Ref("decision", decision.id), Relation.DECIDE, Ref("proposition", proposition.id), by.compte_id)
    announce(
        PropositionDecided(proposition_id=proposition.id, decision_id=decision.id, etat=proposition.etat), by
    )
