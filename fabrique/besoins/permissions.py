"""Rules about needs: who brings them, who reads them before and after they are qualified, where one talks."""

from sqlalchemy import Select, false, or_, select

from annuaire.roles.models import Fonction
from annuaire.roles.queries import ENDED, perimeters, still_signs
from echanges.fils.permissions import hosts_fils
from socle.permissions import No, NotNow, rule, scope

from .models import BESOIN, Besoin, Etat
from .queries import brought_by, qualifies, under_care_of

GUEST = "Connectez-vous pour déposer un besoin : vous pourrez ensuite suivre ce qu'il devient."
DEPOSITOR = "Seule la personne qui a déposé ce besoin peut le faire."
LATER = "On en parle une fois le besoin qualifié."
OFFICERS = "Seules les personnes chargées de mission et l'acteur référent du territoire peuvent le faire."
READABLE = (Etat.QUALIFIE, Etat.FUSIONNE)


@scope(Besoin)
def readable(viewer) -> Select:
    """Guests: the public ones. Signed in: every qualified one and one's own.

    Before that: the chambre, the acteur référent of the territory, agents and élus of the same collectivité.
    A draft is its author's alone (matrix, lines 14 and 15).
    """
    qualified = Besoin.etat.in_(READABLE) & Besoin.qualifie_le.is_not(None)
    if not viewer.id:
        return select(Besoin).where(qualified, Besoin.public)
    submitted = Besoin.etat != Etat.BROUILLON
    mine = perimeters(viewer, "structure", Fonction.AGENT_COLLECTIVITE, Fonction.ELU_COLLECTIVITE)
    told = [qualified, brought_by(viewer.id), submitted & under_care_of(viewer)]
    if mine:
        told.append(submitted & Besoin.structure_id.in_(mine))
    return select(Besoin).where(or_(*told))


def talk_open_to(viewer) -> Select:
    """The fil of a qualified need is read by those who signed in; it stays when the need is merged."""
    if not viewer.id:
        return select(Besoin.id).where(false())
    return select(Besoin.id).where(Besoin.etat.in_(READABLE), Besoin.qualifie_le.is_not(None))


def may_comment(viewer, besoin: Besoin) -> bool | No:
    """Anyone signed in, once it is qualified."""
    if not viewer.id:
        return No(GUEST)
    return besoin.etat is Etat.QUALIFIE or NotNow(LATER)


def may_animate(viewer, besoin: Besoin) -> bool | No:
    """Those who answer for it."""
    return qualifies(viewer, besoin) or No(OFFICERS)


hosts_fils("besoin", Besoin, reads=talk_open_to, post=may_comment, animate=may_animate)
rule("comment", Besoin)(may_comment)


@rule("bring_besoin", type(None))
def may_bring(viewer, nothing: None) -> bool | No:
    """Anyone signed in (matrix, line 13)."""
    return bool(viewer.id) or No(GUEST)


@rule("follow", Besoin)
def may_follow(viewer, besoin: Besoin) -> bool | No:
    """Anyone signed in who reads it."""
    return bool(viewer.id) or No(GUEST)


@rule("edit", Besoin)
def may_edit(viewer, besoin: Besoin) -> bool | No:
    """Its author while it is a draft or something is asked; who answers for it while they read it."""
    if besoin.auteur_id == viewer.id and besoin.etat in (Etat.BROUILLON, Etat.A_COMPLETER):
        return still_signs(viewer, besoin.mandat) or NotNow(ENDED)
    if qualifies(viewer, besoin) and besoin.etat is not Etat.BROUILLON:
        return besoin.etat is Etat.SOUMIS or NotNow(BESOIN.late)
    return NotNow(BESOIN.late) if besoin.auteur_id == viewer.id else No(DEPOSITOR)


@rule("submit", Besoin)
def may_submit(viewer, besoin: Besoin) -> bool | No:
    """Its author."""
    if besoin.auteur_id == viewer.id and not still_signs(viewer, besoin.mandat):
        return NotNow(ENDED)
    return (besoin.auteur_id == viewer.id or No(DEPOSITOR)) and (
        BESOIN.allows(besoin, "submit") or NotNow("Ce besoin est déjà soumis.")
    )


@rule("read_authors", Besoin)
def may_read_authors(viewer, besoin: Besoin) -> bool | No:
    """Names are for those who signed in: a guest reads the need, not the person."""
    return bool(viewer.id) or No(GUEST)


@rule("read_temoignages", Besoin)
def may_read_temoignages(viewer, besoin: Besoin) -> bool | No:
    """Raw words of people never become public (``domaine`` §4.5): its author and who answers for it."""
    return besoin.auteur_id == viewer.id or qualifies(viewer, besoin) or No(OFFICERS)
