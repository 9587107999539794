"""How the rest of the house speaks of fils and messages."""

from typing import Any

from socle.extensions import db
from socle.sujets import Notice, Ref, Sujet, tells

from .events import MessagePosted, MessageRemoved
from .models import Fil, Message
from .queries import called_by


class SujetFil(Sujet):
    """A thread: titled by its question."""

    kind, noun, label, path = "fil", Fil, "Fil", "/fils/<int:id>"

    def url(self, fil: Fil) -> str:
        """Its page, at the first message not read yet."""
        return f"{self.page(fil)}#nouveau"

    def place(self, fil: Fil, viewer: Any) -> str:
        """Open, or closed since."""
        return str(fil.clos_le)

    def text(self, fil: Fil) -> str:
        """The question; messages are sujets of their own."""
        return fil.titre


class SujetMessage(Sujet):
    """A message: titled by its first words, found on its page of the fil."""

    kind, noun, label = "message", Message, "Message"
    path = "/fils/<int:fil_id>/messages/<int:id>"

    def url(self, message: Message) -> str:
        """The exact message, among the others of its fil."""
        return f"/fils/{message.fil_id}?page={message.page}#message-{message.id}"

    def place(self, message: Message, viewer: Any) -> str:
        """Its last movement."""
        return str(message.seq)

    def text(self, message: Message) -> str:
        """What it says, nothing once removed."""
        return "" if message.retire else message.texte


@tells(MessagePosted)
def someone_was_named(event: MessagePosted) -> list[Notice]:
    """Those named with an @, and the author of the message answered to."""
    called = called_by(event.message_id)
    named = {one.compte_id for one in called if one.compte_id}
    if not named and not any(one.reponse_a for one in called):
        return []  # most messages: nothing more is read of them
    message = db.session.get(Message, event.message_id)
    about = Ref("message", message.id)
    told = []
    if named:
        told.append(
            Notice(
                to=named,
                sentence=f"{message.auteur.nom} vous a interpellé dans « {message.fil.titre} »",
                about=about,
                why="Votre nom figure dans ce message.",
                mail=True,
            )
        )
    answered = db.session.get(Message, message.reponse_a) if message.reponse_a else None
    if answered and answered.auteur_id not in named:
        sentence = f"{message.auteur.nom} vous a répondu dans « {message.fil.titre} »"
        told.append(
            Notice(
                to=[answered.auteur_id],
                sentence=sentence,
                about=about,
                why="C'est une réponse à votre message.",
            )
        )
    return told


@tells(MessageRemoved)
def your_message_was_removed(event: MessageRemoved) -> Notice | None:
    """The author whose message someone else took away, with the reason."""
    if event.by == event.auteur_id:
        return None
    message = db.session.get(Message, event.message_id)
    return Notice(
        to=[event.auteur_id],
        sentence=f"Votre message a été retiré de « {message.fil.titre} ». Motif : {message.motif}",
        about=Ref("message", message.id),
        why="La personne qui anime a retiré votre message et vous doit une explication.",
        mail=True,
    )
