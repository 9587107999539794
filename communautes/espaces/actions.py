"""What people do with communautés."""

from datetime import date
from typing import Any

from sqlalchemy import select

from annuaire.comptes.models import Compte
from annuaire.roles.models import Mandat
from annuaire.roles.queries import mandat_in_force
from echanges.fils.actions import open_fil, post_message
from echanges.fils.models import Fil
from echanges.lectures.actions import read_up_to
from relais.notifications.actions import take_back
from socle.clock import now, today
from socle.database import lock
from socle.errors import Conflict, Refused, Unprocessable, WrongState
from socle.events import announce
from socle.extensions import db
from socle.markdown import RENDERER, Redige
from socle.signatures import Signature
from socle.sujets import Ref
from socle.versions import must_be_read, rewrite

from .events import (
    AccesNarrowed,
    AnimateurNamed,
    CommunauteChanged,
    CommunauteCreated,
    EntreeAnswered,
    EntreeAsked,
    EtapeWritten,
    InvitationWithdrawn,
    MembreInvited,
    MembreJoined,
    MembreLeft,
)
from .models import WAITING, Acces, Communaute, Demande, Entree, Etape, Fonction, Membre
from .queries import animateurs_of, asked, last_numero, membre_of

OUTSIDE = "Cette personne n'est pas, ou n'est plus, membre de la communauté."
ANSWERED = "Une réponse a déjà été donnée."
LAST = "C'est la dernière personne qui anime : nommez-en une autre d'abord."
CHANGED = "Quelqu'un a modifié cette communauté entre-temps : relisez sa version avant d'enregistrer."
OTHER = "Une autre version a été enregistrée entre-temps : elle est ci-dessous, votre texte est gardé ici."


def create_communaute(
    code: str, slug: str, nom: str, objet: str, by: Signature, instituee_le: date | None = None
) -> Communaute:
    """Institute a communauté; its doors and rules are set afterwards."""
    communaute = Communaute(code=code, slug=slug, nom=nom, objet=objet, instituee_le=instituee_le or today())
    db.session.add(communaute)
    db.session.flush()
    announce(CommunauteCreated(communaute_id=communaute.id), by)
    return communaute


def change_communaute(communaute: Communaute, by: Signature, version: int | None, **changes: Any) -> None:
    """Change purpose, rules or doors. Raises ``Conflict`` when someone changed them meanwhile."""
    lock(communaute)
    must_be_read(communaute, version, CHANGED)
    before = communaute.acces
    rewrite(communaute, **changes)
    announce(CommunauteChanged(communaute_id=communaute.id), by)
    order = list(Acces)  # from the most open to the most closed
    if order.index(Acces(communaute.acces)) > order.index(before):
        announce(AccesNarrowed(communaute_id=communaute.id), by)


def join(communaute: Communaute, by: Signature) -> Membre:
    """Become a member; joining twice is joining once."""
    return let_in(communaute, by.compte_id, by)


def let_in(
    communaute: Communaute, compte_id: int, by: Signature, fonction: Fonction = Fonction.MEMBRE
) -> Membre:
    """Make a person a member, of the structure for which it is signed; twice is once."""
    lock(communaute)
    if already := membre_of(compte_id, communaute.id):
        return already
    membre = Membre(
        communaute_id=communaute.id, compte_id=compte_id, fonction=fonction, structure_id=_structure_of(by)
    )
    db.session.add(membre)
    if pending := asked(compte_id, communaute.id):
        pending.repondue_le, pending.acceptee = now(), True
    db.session.flush()
    announce(MembreJoined(communaute_id=communaute.id, compte_id=compte_id), by)
    return membre


def leave(communaute: Communaute, by: Signature) -> None:
    """Leave; what one wrote stays, under one's name. Raises as ``remove_member``."""
    remove_member(communaute, by, by.compte_id)


def remove_member(communaute: Communaute, by: Signature, compte_id: int, motif: str = "") -> None:
    """End a membership; what the person wrote stays, under their name.

    Raises ``Refused`` for the last animateur (SD-13), ``WrongState`` when the person has already left.
    """
    lock(communaute)
    membre = membre_of(compte_id, communaute.id)
    if membre is None:
        raise WrongState("Cette personne a déjà quitté la communauté.")
    if animateurs_of(communaute.id) == [compte_id]:
        raise Refused(LAST)
    db.session.delete(membre)
    announce(MembreLeft(communaute_id=communaute.id, compte_id=compte_id, motif=motif), by)


def ask_in(communaute: Communaute, by: Signature, texte: str) -> Demande:
    """Ask to enter. Raises ``WrongState`` while a request, or an invitation, waits for its answer."""
    lock(communaute)
    if asked(by.compte_id, communaute.id):
        raise WrongState(WAITING)
    _close_fallen(communaute, by.compte_id)
    demande = Demande(
        communaute_id=communaute.id, compte_id=by.compte_id, texte=texte, mandat_id=by.mandat_id
    )
    db.session.add(demande)
    db.session.flush()
    announce(EntreeAsked(communaute_id=communaute.id, demande_id=demande.id), by)
    return demande


def invite_in(communaute: Communaute, by: Signature, compte: Compte, texte: str) -> Demande:
    """Invite a person in; they answer themselves."""
    lock(communaute)
    if membre_of(compte.id, communaute.id):
        raise WrongState("Cette personne est déjà membre.")
    if pending := asked(compte.id, communaute.id):
        raise WrongState(
            "Cette personne est déjà invitée."
            if pending.invitee_par_id
            else "Cette personne a demandé à entrer : répondez à sa demande."
        )
    _close_fallen(communaute, compte.id)
    demande = Demande(
        communaute_id=communaute.id, compte_id=compte.id, texte=texte, invitee_par_id=by.compte_id
    )
    db.session.add(demande)
    db.session.flush()
    announce(MembreInvited(communaute_id=communaute.id, demande_id=demande.id), by)
    return demande


def answer_demande(demande: Demande, by: Signature, accept: bool, reponse: str = "") -> None:
    """Let the person in, or say why not. Raises ``WrongState`` when someone answered meanwhile."""
    lock(demande.communaute)
    lock(demande)
    if demande.repondue_le:
        raise WrongState(ANSWERED)
    if accept:
        theirs = Signature(demande.compte_id, mandat_in_force(demande.mandat_id))
        let_in(demande.communaute, demande.compte_id, theirs)
    demande.repondue_le, demande.acceptee, demande.reponse = now(), accept, reponse or None
    announce(EntreeAnswered(communaute_id=demande.communaute_id, demande_id=demande.id), by)


def must_belong(name: str, compte: Compte, communaute: Communaute) -> None:
    """Raises ``Unprocessable`` at the question ``name`` unless this person is a member."""
    if membre_of(compte.id, communaute.id) is None:
        raise Unprocessable(errors={name: [OUTSIDE]})


def name_animateur(communaute: Communaute, by: Signature, compte: Compte) -> None:
    """Let a person animate, with the others; twice is once."""
    lock(communaute)
    entering = Signature(by.compte_id)  # who names does not lend the person the structure they sign for
    membre = membre_of(compte.id, communaute.id) or let_in(communaute, compte.id, entering)
    if membre.fonction is Fonction.ANIMATEUR:
        return
    membre.fonction = Fonction.ANIMATEUR
    announce(AnimateurNamed(communaute_id=communaute.id, compte_id=compte.id), by)


def write_etape(communaute: Communaute, by: Signature, texte: Redige, numero: int | None) -> Etape:
    """Say where the communauté stands. Raises ``Conflict`` when someone wrote meanwhile; both are kept."""
    lock(communaute)
    known = last_numero(communaute)
    if known != (numero or 0):
        raise Conflict(OTHER, errors={"texte": [OTHER]}, fresh={"numero": known})
    point = Etape(
        communaute_id=communaute.id,
        numero=known + 1,
        texte=texte.source,
        html=texte.html,
        rendu=RENDERER,
        par_id=by.compte_id,
    )
    db.session.add(point)
    db.session.flush()
    announce(EtapeWritten(communaute_id=communaute.id, numero=point.numero), by)
    return point


def ask_question(communaute: Communaute, by: Signature, titre: str, texte: Redige) -> Fil:
    """Open a fil and say its first word, which one has read."""
    fil = open_fil(Ref("communaute", communaute.id), titre, by)
    message = post_message(fil, by, texte, f"fil-{fil.id}")
    read_up_to(fil.id, by.compte_id, message.rang)
    return fil


def _structure_of(by: Signature) -> int | None:
    mandat = db.session.get(Mandat, by.mandat_id) if by.mandat_id else None
    return mandat.structure_id if mandat else None


def open_doors(communaute: Communaute, acces: Acces, entree: Entree, by: Signature) -> None:
    """Set who reads and how one enters."""
    change_communaute(communaute, by, communaute.version, acces=acces, entree=entree)


def withdraw_invitation(demande: Demande, by: Signature | None) -> None:
    """Take an invitation back: its page and its notice are gone for the invited.

    Raises ``WrongState`` when it was answered meanwhile.
    """
    lock(demande)
    if demande.repondue_le:
        raise WrongState(ANSWERED)
    demande.repondue_le = now()
    take_back(Ref("demande", demande.id), demande.compte_id)
    announce(InvitationWithdrawn(communaute_id=demande.communaute_id, demande_id=demande.id), by)


def withdraw_invitations_of(compte_id: int, communaute_id: int | None, by: Signature) -> None:
    """Whoever may no longer invite, in one communauté or in any, has invited nobody."""
    here = [Demande.communaute_id == communaute_id] if communaute_id else []
    for demande in _open_invitations(Demande.invitee_par_id == compte_id, *here):
        withdraw_invitation(demande, by)


def _open_invitations(*conditions: Any) -> list[Demande]:
    waiting = select(Demande).where(Demande.invitee_par_id.is_not(None), Demande.repondue_le.is_(None))
    return list(db.session.scalars(waiting.where(*conditions).order_by(Demande.id)))


def _close_fallen(communaute: Communaute, compte_id: int) -> None:
    """An invitation that no longer stands keeps nobody from another, nor from asking."""
    open_ones = _open_invitations(Demande.communaute_id == communaute.id, Demande.compte_id == compte_id)
    for old in open_ones:
        withdraw_invitation(old, by=None)
