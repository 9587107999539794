"""Messages drawn once for everyone who reads them, on a page, by a socket, or catching up."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from socle.fragments import Fragments

from .models import Message
from .queries import with_ids

MESSAGES = Fragments("echanges/fils/_message.html", "message")


JUST_SAID = 256
_just_said: dict[tuple[int, int], Markup] = {}


def drawn(message: Message) -> Markup:
    """A message at hand. Its ``seq`` moves with each of its changes; its author's name changes elsewhere."""
    return MESSAGES.of((message.id, message.seq, message.auteur.nom, message.auteur.alias), message)


def say(message: Message) -> Markup:
    """Draw what is being written, for those who will hear it as soon as it is true."""
    if len(_just_said) >= JUST_SAID:
        _just_said.clear()
    _just_said[message.id, message.seq] = drawn(message)
    return _just_said[message.id, message.seq]


def heard(message_id: int, seq: int) -> Markup:
    """What was just said, or what the database says of it, to who only knows its number."""
    said = _just_said.pop((message_id, seq), None)
    return said if said is not None else drawn(with_ids([message_id])[0])


def all_drawn(lines: Sequence[Any]) -> dict[int, Markup]:
    """Fragments by id of message: those of these lines, one SELECT for all that must be drawn first."""
    kept = {line.id: MESSAGES.kept((line.id, line.seq, line.nom, line.alias)) for line in lines}
    found = {key: fragment for key, fragment in kept.items() if fragment is not None}
    if missing := [key for key in kept if key not in found]:
        found |= {message.id: drawn(message) for message in with_ids(missing)}
    return found
