"""How the rest of the house speaks of communautés."""

from flask import url_for

from socle.extensions import db
from socle.sujets import Notice, Ref, Sujet, tells

from .events import AnimateurNamed, EntreeAnswered, EntreeAsked, MembreInvited, MembreLeft
from .models import Communaute, Demande
from .queries import animateurs_of


class SujetCommunaute(Sujet):
    """A communauté: its home."""

    kind, noun, label = "communaute", Communaute, "Communauté"

    def url(self, communaute: Communaute) -> str:
        """The home."""
        return url_for("espaces.show", slug=communaute.slug)

    def text(self, communaute: Communaute) -> str:
        """Name, purpose, rules."""
        return f"{communaute.nom}\n{communaute.objet}\n{communaute.regles}"


class SujetDemande(Sujet):
    """A request or an invitation: answered on the page of its communauté."""

    kind, noun, label = "demande", Demande, "Demande d'entrée"

    def title(self, demande: Demande) -> str:
        """Who asks for what."""
        return f"{demande.compte.nom} : entrer dans « {demande.communaute.nom} »"

    def url(self, demande: Demande) -> str:
        """Where it is answered."""
        return url_for("adhesions.demande", demande_id=demande.id)


@tells(EntreeAsked)
def someone_asks_in(event: EntreeAsked) -> Notice:
    """Those who animate."""
    demande = db.session.get(Demande, event.demande_id)
    return Notice(
        to=animateurs_of(event.communaute_id),
        sentence=f"{demande.compte.nom} demande à entrer dans « {demande.communaute.nom} »",
        about=Ref("demande", demande.id),
        why="Vous animez cette communauté.",
        mail=True,
    )


@tells(MembreInvited)
def someone_invites_you(event: MembreInvited) -> Notice:
    """The invited person."""
    demande = db.session.get(Demande, event.demande_id)
    return Notice(
        to=[demande.compte_id],
        sentence=f"Vous êtes invité·e dans la communauté « {demande.communaute.nom} »",
        about=Ref("demande", demande.id),
        why="La personne qui anime vous y attend.",
        mail=True,
    )


@tells(EntreeAnswered)
def your_request_was_answered(event: EntreeAnswered) -> Notice | None:
    """Who asked."""
    demande = db.session.get(Demande, event.demande_id)
    if demande.invitee_par_id:
        return None
    if demande.acceptee:
        sentence = f"Vous êtes maintenant membre de « {demande.communaute.nom} »"
        return Notice(
            to=[demande.compte_id],
            sentence=sentence,
            about=Ref("communaute", demande.communaute_id),
            mail=True,
        )
    sentence = f"Votre demande d'entrée dans « {demande.communaute.nom} » n'a pas été retenue"
    sentence += f" : {demande.reponse}" if demande.reponse else "."
    return Notice(to=[demande.compte_id], sentence=sentence, about=Ref("demande", demande.id), mail=True)


@tells(AnimateurNamed)
def you_animate(event: AnimateurNamed) -> Notice:
    """The person named."""
    communaute = db.session.get(Communaute, event.communaute_id)
    sentence = f"Vous animez désormais la communauté « {communaute.nom} »"
    return Notice(to=[event.compte_id], sentence=sentence, about=Ref("communaute", communaute.id), mail=True)


@tells(MembreLeft)
def you_were_removed(event: MembreLeft) -> Notice | None:
    """Who was taken out by someone else; the notice leads to what they can still read, or to nothing."""
    if event.by == event.compte_id:
        return None
    communaute = db.session.get(Communaute, event.communaute_id)
    sentence = f"Vous ne faites plus partie de « {communaute.nom} »"
    sentence += f". Motif : {event.motif}" if event.motif else "."
    return Notice(to=[event.compte_id], sentence=sentence, about=Ref("communaute", communaute.id), mail=False)
