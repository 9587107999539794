"""What those who read a need do: ask, qualify, reject, merge, note; and the answer of who brought it."""

from sqlalchemy import update

from fabrique.besoins.models import BESOIN, Besoin, Deposant, Etat, SuiviBesoin
from fabrique.besoins.queries import depositor_ids, follower_ids
from socle.clock import now
from socle.database import lock
from socle.errors import Unprocessable, WrongState
from socle.events import announce
from socle.extensions import db
from socle.liens import Relation, link
from socle.signatures import Signature
from socle.sujets import Ref

from .events import (
    BesoinCompleted,
    BesoinMerged,
    BesoinQualified,
    BesoinRejected,
    NoteInterneWritten,
    QuestionAnswered,
    QuestionAsked,
)
from .models import REJETS, NoteInterne, Question, Rejet
from .queries import still_unanswered

OWN = "Vous avez déposé ce besoin : dites qui l'a relu avec vous."
NAMES = (
    "Relisez les textes : rien ne doit permettre de reconnaître une personne. "
    "Cochez la case quand c'est fait."
)
ANSWERED = "Une réponse a déjà été donnée à cette question."


def lacking(besoin: Besoin) -> dict[str, str]:
    """What the sheet lacks to be qualified: a sentence for each of its questions."""
    checks = {
        "territoires": (
            besoin.territoires,
            "Aucun territoire n'est dit : indiquez-en un, la région entière si c'est le cas.",
        ),
        "publics": (besoin.publics, "Aucun public n'est dit : indiquez pour qui."),
        "couverture_publique": (
            besoin.couverture_publique,
            "Il manque ce que font les pouvoirs publics : dites comment ils y répondent.",
        ),
        "couverture_marche": (
            besoin.couverture_marche,
            "Il manque ce que fait le marché : dites comment il y répond.",
        ),
        "preuves": (
            besoin.proven,
            "Il manque un chiffre avec sa valeur, son année et sa source, "
            "ou la raison pour laquelle rien n'est mesuré.",
        ),
    }
    return {name: sentence for name, (there, sentence) in checks.items() if not there}


def ask_question(besoin: Besoin, by: Signature, texte: str) -> Question:
    """Ask the depositor for what is missing; the need waits for the answer, sixty days at most."""
    lock(besoin)
    if besoin.etat is not Etat.A_COMPLETER:
        BESOIN.move(besoin, "ask_complement")
        besoin.complement_le = now()
    question = Question(besoin_id=besoin.id, auteur_id=by.compte_id, texte=texte)
    db.session.add(question)
    db.session.flush()
    announce(QuestionAsked(besoin_id=besoin.id, question_id=question.id), by)
    return question


def answer_question(besoin: Besoin, by: Signature, question: Question, texte: str) -> None:
    """Answer; with the last answer the need goes back to who reads it. Raises ``WrongState`` when late."""
    lock(besoin)
    lock(question)
    if question.repondue_le:
        raise WrongState(ANSWERED)
    question.reponse, question.repondue_le, question.repondue_par_id = texte, now(), by.compte_id
    db.session.flush()
    announce(QuestionAnswered(besoin_id=besoin.id, question_id=question.id), by)
    if not still_unanswered(besoin):
        BESOIN.move(besoin, "complete")
        besoin.complement_le = None
        announce(BesoinCompleted(besoin_id=besoin.id), by)


def qualify_besoin(besoin: Besoin, by: Signature, public: bool, sans_nom: bool, relecture: str = "") -> None:
    """Recognise the need. Raises ``Unprocessable`` with one sentence for each guard that is not met."""
    lock(besoin)
    propre = by.compte_id in depositor_ids(besoin.id)
    errors = {name: [sentence] for name, sentence in lacking(besoin).items()}
    if not sans_nom:
        errors["sans_nom"] = [NAMES]
    if propre and not relecture:
        errors["relecture"] = [OWN]
    if errors:
        raise Unprocessable(" ".join(sentence for [sentence] in errors.values()), errors=errors)
    BESOIN.move(besoin, "qualify")
    besoin.public, besoin.relecture = public, relecture if propre else ""
    besoin.qualifie_par_id, besoin.qualifie_le = by.compte_id, now()
    announce(BesoinQualified(besoin_id=besoin.id, public=public, propre=propre), by)


def reject_besoin(besoin: Besoin, by: Signature, rejet: str, precision: str = "") -> None:
    """Say no, for a reason of the list that the depositor reads."""
    lock(besoin)
    BESOIN.move(besoin, "reject")
    rejet = Rejet(rejet)
    besoin.motif = f"{REJETS[rejet]} {precision}".strip()
    announce(BesoinRejected(besoin_id=besoin.id, rejet=rejet.value), by)


def merge_besoin(besoin: Besoin, by: Signature, cible: Besoin) -> None:
    """Make two sheets one.

    Who brought or followed the first is attached to the second, its address leads there.
    """
    for one in sorted((besoin, cible), key=lambda b: b.id):
        lock(one)
    if cible.id == besoin.id:
        raise _refused("Un besoin ne se réunit pas à lui-même.")
    if cible.etat in (Etat.BROUILLON, Etat.REJETE, Etat.FUSIONNE):
        raise _refused(
            "Ce besoin ne peut pas en accueillir un autre : il a été écarté, réuni ou n'est pas soumis."
        )
    BESOIN.move(besoin, "merge")
    besoin.fusionne_dans_id, besoin.motif = cible.id, f"Réuni à {cible.reference}."
    for compte_id in depositor_ids(besoin.id) - depositor_ids(cible.id):
        db.session.add(Deposant(besoin_id=cible.id, compte_id=compte_id))
    for compte_id in follower_ids(besoin.id) - follower_ids(cible.id):
        db.session.add(SuiviBesoin(besoin_id=cible.id, compte_id=compte_id))
    earlier = update(Besoin).where(Besoin.fusionne_dans_id == besoin.id).values(fusionne_dans_id=cible.id)
    db.session.execute(earlier)
    link(Ref("besoin", besoin.id), Relation.FUSIONNE, Ref("besoin", cible.id), by.compte_id)
    announce(BesoinMerged(besoin_id=besoin.id, cible_id=cible.id), by)


def write_note(besoin: Besoin, by: Signature, texte: str) -> NoteInterne:
    """Keep a word between those who answer for it."""
    note = NoteInterne(besoin_id=besoin.id, auteur_id=by.compte_id, texte=texte)
    db.session.add(note)
    db.session.flush()
    announce(NoteInterneWritten(besoin_id=besoin.id, note_id=note.id), by)
    return note


def _refused(sentence: str) -> Unprocessable:
    return Unprocessable(sentence, errors={"cible": [sentence]})
