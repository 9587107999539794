"""What is told of fils and messages."""

from typing import Any

from socle.fiches import Champ, Fiche, Personne

from .models import Fil, Message


def _standing(name: str) -> Any:
    """Nothing of a removed message but its place."""
    return lambda message: "" if message.retire else getattr(message, name)


def _counted(message: Message) -> dict[str, int]:
    return {reaction: len(people) for reaction, people in message.reactions.items()}


FICHES = (
    Fiche(
        Fil,
        "fils",
        "id",
        Champ("sujet", "Sujet", of=lambda fil: str(fil.host)),
        Champ("titre", "Question"),
        Champ("clos", "Clos", of=lambda fil: fil.clos, kind=bool),
        Champ("messages", "Messages", of=lambda fil: fil.dernier_rang, kind=int),
        Champ("head", of=lambda fil: fil.dernier_seq, kind=int, help="dernier mouvement"),
        droits=("post",),
        dated="dernier_le",
    ),
    Fiche(
        Message,
        "messages",
        "id",
        "fil_id",
        Champ("rang", help="place fixe dans le fil, sans trou"),
        Champ("seq", help="dernier mouvement, sans trou dans le fil"),
        Champ("texte", "Message", of=_standing("texte")),
        Champ("html", of=_standing("html")),
        Champ("auteur", "De", of=lambda message: message.auteur.fiche, kind=Personne),
        Champ("mandat", "Au titre de"),
        Champ("cree_le", "Écrit le"),
        "modifie_le",
        Champ("reactions", of=_counted, kind=dict, help="combien de personnes réagissent, et comment"),
        Champ("retire", "Retiré", of=lambda message: message.retire, kind=bool),
        dated="cree_le",
    ),
)
