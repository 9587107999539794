"""How the rest of the house speaks of communautés."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select

from socle.afaire import MOST, AFaire, to_do
from socle.extensions import db
from socle.rubriques import LIEUX, Rubrique, Shelf, open_rubrique, shelf
from socle.sujets import Notice, Ref, Sujet, tells, url_of
from socle.templating import depuis

from .events import AnimateurNamed, EntreeAnswered, EntreeAsked, MembreInvited, MembreLeft
from .models import Communaute, Demande, Membre
from .queries import (
    animated_by,
    animateurs_of,
    invitations_of,
    last_numero,
    membre_of,
    mine_with_unread,
    to_answer,
)

open_rubrique(
    Rubrique(
        LIEUX,
        20,
        "Communautés",
        "espaces.index",
        icon="people",
        lights=("espaces", "fils", "propositions", "notes"),
    )
)


class SujetCommunaute(Sujet):
    """A communauté: its home."""

    kind, noun, label, path = "communaute", Communaute, "Communauté", "/communautes/<slug>"

    def text(self, communaute: Communaute) -> str:
        """Name, purpose, rules."""
        return f"{communaute.nom}\n{communaute.objet}\n{communaute.regles}"

    def place(self, communaute: Communaute, viewer: Any) -> str:
        """Its settings, what was last said of it, what the viewer is in it: joining twice is joining once."""
        membre = membre_of(viewer.id, communaute.id)
        known = (communaute.version, last_numero(communaute), membre.fonction if membre else "")
        return ":".join(map(str, known))


class SujetMembre(Sujet):
    """Someone in a communauté: known by their name, found on their own page."""

    kind, noun, label = "membre", Membre, "Membre"

    def ref(self, membre: Membre) -> Ref:
        """The person."""
        return Ref("compte", membre.compte_id)

    def title(self, membre: Membre) -> str:
        """Their name."""
        return membre.compte.nom

    def url(self, membre: Membre) -> str:
        """Their page."""
        return url_of(membre.compte)


class SujetDemande(Sujet):
    """A request or an invitation: its page, on which it is answered."""

    kind, noun, label, path = "demande", Demande, "Demande d'entrée", "/demandes/<int:id>"

    def title(self, demande: Demande) -> str:
        """Who asks for what."""
        return f"{demande.compte.nom} : entrer dans « {demande.communaute.nom} »"

    def place(self, demande: Demande, viewer: Any) -> str:
        """What it was answered."""
        return f"{demande.acceptee}:{demande.repondue_le is not None}"


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


@shelf(
    Shelf(
        rang=10,
        name="communautes",
        title="Mes communautés",
        news="Du nouveau dans vos communautés",
        endpoint="espaces.show",
        key="slug",
        words=("message non lu", "messages non lus"),
        empty=(
            "Vous n’êtes membre d’aucune communauté.",
            "Rejoignez-en une : c’est là que tout commence.",
            "espaces.index",
            "Voir les communautés",
        ),
    )
)
def my_communautes(viewer: Any) -> Select:
    """Mine, and the messages that I have not read in each."""
    return mine_with_unread(viewer)


@to_do(10)
def invitations_to_answer(viewer: Any) -> Iterator[AFaire]:
    """Communautés that wait for me."""
    for one in invitations_of(viewer.id):
        yield AFaire(
            f"Répondre à l'invitation de « {one.communaute.nom} »",
            url_of(one),
            "Répondre",
            depuis(one.creee_le),
        )


@to_do(20)
def demandes_to_answer(viewer: Any) -> Iterator[AFaire]:
    """People who ask in, where I animate."""
    for one in to_answer(animated_by(viewer))[:MOST]:
        yield AFaire(
            f"{one.compte.nom} demande à entrer dans « {one.communaute.nom} »",
            url_of(one),
            "Répondre",
            depuis(one.creee_le),
        )
