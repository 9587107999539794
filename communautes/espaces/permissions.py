"""Rules about communautés: who sees that they exist, who reads their talk, who enters, who animates."""

from sqlalchemy import Select, or_, select

from annuaire.roles.permissions import keeps
from echanges.fils.permissions import hosts_fils
from socle.permissions import No, NotNow, rule, scope
from socle.seconds import demands_second_factor

from .models import WAITING, Acces, Communaute, Demande, Entree, Etape, Membre
from .queries import animated_by, animates, asked_by, belongs, communautes_of

GUEST = "Connectez-vous pour rejoindre cette communauté."
OUTSIDE = (
    "Rejoignez la communauté pour écrire : la lecture vous est ouverte, l'écriture est réservée aux membres."
)
ALREADY = "Vous êtes déjà membre de cette communauté."
INVITED_ONLY = "On entre dans cette communauté sur invitation de la personne qui l'anime."
ANIMATE = "Seules les personnes qui animent cette communauté peuvent le faire."


@demands_second_factor
def animates_somewhere(compte) -> bool:
    """Animateurs sign for a group: the setting may ask them to prove twice who they are."""
    return bool(animated_by(compte))


@scope(Communaute)
def readable(viewer) -> Select:
    """The existence of a communauté is public, but for private ones."""
    return select(Communaute).where(
        or_(Communaute.acces != Acces.PRIVEE, Communaute.id.in_(communautes_of(viewer)))
    )


def talk_open_to(viewer) -> Select:
    """Ids of the communautés whose talk the viewer reads."""
    open_to_all = [Acces.PUBLIQUE, Acces.VISIBLE] if viewer.id else [Acces.PUBLIQUE]
    return select(Communaute.id).where(
        or_(Communaute.acces.in_(open_to_all), Communaute.id.in_(communautes_of(viewer)))
    )


@scope(Membre)
def readable_members(viewer) -> Select:
    """Whoever may know of the communauté knows who is in it."""
    return select(Membre).where(Membre.communaute_id.in_(readable(viewer).with_only_columns(Communaute.id)))


@scope(Etape)
def readable_etapes(viewer) -> Select:
    """Whoever reads the talk."""
    return select(Etape).where(Etape.communaute_id.in_(talk_open_to(viewer)))


def may_read_talk(viewer, communaute: Communaute) -> bool:
    """The same answer for one communauté already at hand."""
    if communaute.acces is Acces.PUBLIQUE or belongs(viewer, communaute.id):
        return True
    return communaute.acces is Acces.VISIBLE and viewer.id is not None


def may_write_in(viewer, communaute: Communaute) -> bool | No:
    """Members write."""
    return belongs(viewer, communaute.id) or No(OUTSIDE)


def may_animate(viewer, communaute: Communaute) -> bool | No:
    """Animateurs animate."""
    return animates(viewer, communaute.id) or No(ANIMATE)


rule("read_talk", Communaute)(may_read_talk)
rule("open_fil", Communaute)(may_write_in)
rule("animate", Communaute)(may_animate)
hosts_fils("communaute", Communaute, reads=talk_open_to, post=may_write_in, animate=may_animate)


@rule("name", Communaute)
def may_name(viewer, communaute: Communaute) -> bool | No:
    """Those who animate, the mission officers, and who runs the platform."""
    return may_animate(viewer, communaute) or keeps(viewer) or No(ANIMATE)


@rule("join", Communaute)
def may_join(viewer, communaute: Communaute) -> bool | No:
    """Anyone signed in, when entry is free."""
    return _outsider(viewer, communaute) and (
        communaute.entree is Entree.LIBRE or No("L'entrée n'est pas libre : présentez une demande.")
    )


@rule("ask", Communaute)
def may_ask(viewer, communaute: Communaute) -> bool | No:
    """Anyone signed in, when entry is on request."""
    may = _outsider(viewer, communaute) and (communaute.entree is Entree.SUR_DEMANDE or No(INVITED_ONLY))
    return may and (communaute.id not in asked_by(viewer.id) or NotNow(WAITING))


@rule("leave", Communaute)
def may_leave(viewer, communaute: Communaute) -> bool | No:
    """Leaving is free (libre adhésion)."""
    return belongs(viewer, communaute.id) or No("Vous n'êtes pas membre de cette communauté.")


@scope(Demande)
def readable_demandes(viewer) -> Select:
    """Those who animate; its author while they may know of the communauté; the invited while it stands."""
    known = Demande.communaute_id.in_(readable(viewer).with_only_columns(Communaute.id))
    answered = or_(Demande.invitee_par_id.is_(None), Demande.acceptee.is_not(None))
    invited = Demande.invitee_par_id.is_not(None) & Demande.repondue_le.is_(None) & Demande.stands()
    mine = (Demande.compte_id == (viewer.id or 0)) & or_(known & answered, invited)
    return select(Demande).where(or_(mine, Demande.communaute_id.in_(animated_by(viewer))))


@rule("answer", Demande)
def may_answer(viewer, demande: Demande) -> bool | No:
    """Animateurs answer requests, the invited person answers an invitation."""
    if demande.repondue_le:
        return NotNow("Une réponse a déjà été donnée.")
    if demande.invitee_par_id:
        return demande.compte_id == viewer.id or No("Seule la personne invitée peut répondre.")
    return animates(viewer, demande.communaute_id) or No(ANIMATE)


def _outsider(viewer, communaute: Communaute) -> bool | No:
    if not viewer.id:
        return No(GUEST)
    return not belongs(viewer, communaute.id) or NotNow(ALREADY)


@rule("withdraw", Demande)
def may_withdraw(viewer, demande: Demande) -> bool | No:
    """Animateurs take back an invitation that nobody answered."""
    if not demande.invitee_par_id:
        return No("C'est une demande d'entrée : répondez-y.")
    if not animates(viewer, demande.communaute_id):
        return No(ANIMATE)
    return demande.repondue_le is None or NotNow("Cette invitation n'est plus en attente.")
