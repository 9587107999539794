"""Rules about propositions: the communauté works on them, the board answers, everyone reads the answer."""

from sqlalchemy import Select, false, or_, select

from annuaire.roles.queries import ENDED, of_the_cress, still_signs
from communautes.espaces.models import Acces, Communaute
from communautes.espaces.permissions import ANIMATE
from communautes.espaces.queries import animates, belongs, communautes_of
from echanges.fils.permissions import hosts_fils
from instances.decisions.permissions import decidable
from instances.organes.queries import sits_where_notes_go
from socle.permissions import No, NotNow, rule, scope

from .models import AU_CA, DECIDEES, PROPOSITION, SOUTENABLES, Etat, Proposition

AUTHOR = "Seule la personne qui a écrit cette proposition peut le faire."
MEMBERS = "Rejoignez la communauté pour soutenir ou commenter ses propositions."


@scope(Proposition)
def readable(viewer) -> Select:
    """Drafts: their author. Then the communauté; the board from the note on; everyone once answered."""
    told = [Proposition.auteur_id == (viewer.id or 0)]
    told.append(Proposition.communaute_id.in_(communautes_of(viewer)) & (Proposition.etat != Etat.BROUILLON))
    discreet = select(Communaute.id).where(Communaute.acces == Acces.PRIVEE)
    told.append(Proposition.etat.in_(DECIDEES) & Proposition.communaute_id.not_in(discreet))
    if sits_where_notes_go(viewer) or of_the_cress(viewer):
        told.append(Proposition.etat.in_(AU_CA))
    if of_the_cress(viewer):
        told.append((Proposition.etat != Etat.BROUILLON) & Proposition.communaute_id.not_in(discreet))
    return select(Proposition).where(or_(*told))


def talk_open_to(viewer) -> Select:
    """Comments stay with the communauté, whatever becomes of the text (``domaine`` §4.5)."""
    mine = communautes_of(viewer)
    if not mine:
        return select(Proposition.id).where(false())
    return select(Proposition.id).where(
        Proposition.communaute_id.in_(mine), Proposition.etat != Etat.BROUILLON
    )


def may_comment(viewer, proposition: Proposition) -> bool | No:
    """Members comment."""
    return belongs(viewer, proposition.communaute_id) or No(MEMBERS)


def may_animate(viewer, proposition: Proposition) -> bool | No:
    """Animateurs animate."""
    return animates(viewer, proposition.communaute_id) or No(ANIMATE)


hosts_fils("proposition", Proposition, reads=talk_open_to, post=may_comment, animate=may_animate)
decidable("proposition")


@rule("comment", Proposition)
def may_open_comments(viewer, proposition: Proposition) -> bool | No:
    """Members, once it is before the communauté."""
    return may_comment(viewer, proposition) and (
        proposition.etat is not Etat.BROUILLON or NotNow(PROPOSITION.late)
    )


@rule("propose", Communaute)
def may_propose(viewer, communaute: Communaute) -> bool | No:
    """Members propose."""
    return belongs(viewer, communaute.id) or No("Rejoignez la communauté pour lui proposer quelque chose.")


@rule("edit", Proposition)
def may_edit(viewer, proposition: Proposition) -> bool | No:
    """Its author, while still a member, until someone supports it."""
    if proposition.auteur_id != viewer.id:
        return No(AUTHOR)
    if not (answer := may_comment(viewer, proposition)):
        return answer
    if proposition.gelee:
        return NotNow(
            "Le texte est gelé depuis le premier soutien : "
            "il ne change plus sous les personnes qui le soutiennent."
        )
    if not still_signs(viewer, proposition.mandat):
        return NotNow(ENDED)
    return proposition.etat in (Etat.BROUILLON, Etat.DEPOSEE, Etat.EN_DISCUSSION) or NotNow(PROPOSITION.late)


@rule("submit", Proposition)
def may_submit(viewer, proposition: Proposition) -> bool | No:
    """Its author, while still a member."""
    if proposition.auteur_id != viewer.id:
        return No(AUTHOR)
    if not still_signs(viewer, proposition.mandat):
        return NotNow(ENDED)
    return may_comment(viewer, proposition) and PROPOSITION.may(proposition, "submit")


@rule("withdraw", Proposition)
def may_withdraw(viewer, proposition: Proposition) -> bool | No:
    """Its author, until the communauté has retained it."""
    return (proposition.auteur_id == viewer.id or No(AUTHOR)) and PROPOSITION.may(proposition, "withdraw")


@rule("support", Proposition)
def may_support(viewer, proposition: Proposition) -> bool | No:
    """Members, except its author, until the board is asked."""
    if proposition.auteur_id == viewer.id:
        return No("Vous l'avez écrite : votre soutien est entendu.")
    if not (answer := may_comment(viewer, proposition)):
        return answer
    return proposition.etat in SOUTENABLES or NotNow(PROPOSITION.late)


@rule("discuss", Proposition)
def may_discuss(viewer, proposition: Proposition) -> bool | No:
    """Animateurs open the discussion."""
    return may_animate(viewer, proposition) and PROPOSITION.may(proposition, "discuss")


@rule("retain", Proposition)
def may_retain(viewer, proposition: Proposition) -> bool | No:
    """Animateurs retain what will be brought to the board."""
    return may_animate(viewer, proposition) and PROPOSITION.may(proposition, "retain")


@rule("set_aside", Proposition)
def may_set_aside(viewer, proposition: Proposition) -> bool | No:
    """Animateurs set aside, with a reason."""
    return may_animate(viewer, proposition) and PROPOSITION.may(proposition, "set_aside")


@rule("take_up", Proposition)
def may_take_up(viewer, proposition: Proposition) -> bool | No:
    """Animateurs take up again what the board sent back."""
    return may_animate(viewer, proposition) and PROPOSITION.may(proposition, "take_up")
