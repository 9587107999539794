"""Rules about the reading of needs: who asks, answers, qualifies, rejects, merges, who reads the notes."""

from sqlalchemy import Select, or_, select

from annuaire.roles.queries import of_the_cress
from fabrique.besoins.models import BESOIN, Besoin, Etat
from fabrique.besoins.permissions import OFFICERS
from fabrique.besoins.queries import brought_by, qualifies, under_care_of
from socle.permissions import No, NotNow, rule, scope

from .models import NoteInterne, Question

REJECTERS = "Seules les personnes chargées de mission écartent un besoin."
ANSWERERS = "Seules les personnes qui ont déposé ce besoin répondent à ses questions."
DRAFT = "Ce besoin n'est pas encore soumis."


@scope(Question)
def readable_questions(viewer) -> Select:
    """Between those who answer for the need and those who brought it."""
    mine = or_(under_care_of(viewer) & (Besoin.etat != Etat.BROUILLON), brought_by(viewer.id))
    return select(Question).where(Question.besoin_id.in_(select(Besoin.id).where(mine)))


@scope(NoteInterne)
def readable_notes(viewer) -> Select:
    """Between those who answer for the need, and nobody else by any road."""
    cared = select(Besoin.id).where(under_care_of(viewer), Besoin.etat != Etat.BROUILLON)
    return select(NoteInterne).where(NoteInterne.besoin_id.in_(cared))


@rule("annotate", Besoin)
def may_annotate(viewer, besoin: Besoin) -> bool | No:
    """Those who answer for it, once it is handed over."""
    return (qualifies(viewer, besoin) or No(OFFICERS)) and (
        besoin.etat is not Etat.BROUILLON or NotNow(DRAFT)
    )


@rule("ask", Besoin)
def may_ask(viewer, besoin: Besoin) -> bool | No:
    """Those who answer for it, while they read it or wait for an answer."""
    return may_annotate(viewer, besoin) and (
        besoin.etat in (Etat.SOUMIS, Etat.A_COMPLETER) or NotNow(BESOIN.late)
    )


@rule("answer_question", Besoin)
def may_answer(viewer, besoin: Besoin) -> bool | No:
    """Those who brought it, while something is asked."""
    if viewer.id not in {one.compte_id for one in besoin.deposants}:
        return No(ANSWERERS)
    return besoin.etat is Etat.A_COMPLETER or NotNow("Aucune question n'attend de réponse.")


@rule("qualify", Besoin)
def may_qualify(viewer, besoin: Besoin) -> bool | No:
    """Those who answer for it (matrix, line 16)."""
    return may_annotate(viewer, besoin) and BESOIN.may(besoin, "qualify")


@rule("reject", Besoin)
def may_reject(viewer, besoin: Besoin) -> bool | No:
    """Mission officers (``domaine`` §3.3.1)."""
    return (of_the_cress(viewer) or No(REJECTERS)) and BESOIN.may(besoin, "reject")


@rule("merge", Besoin)
def may_merge(viewer, besoin: Besoin) -> bool | No:
    """Those who answer for it."""
    return may_annotate(viewer, besoin) and BESOIN.may(besoin, "merge")
