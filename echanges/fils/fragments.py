"""Messages drawn once for everyone who reads them, on a page, by a socket, or catching up."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from socle.extensions import db
from socle.fragments import Fragments

from .models import Message
from .queries import LINE_NAMES, with_ids

MESSAGES = Fragments("echanges/fils/_message.html", "message")


def key_of(message: Message) -> tuple:
    """All that a fragment depends on: ``seq`` moves with each change, its author's name changes elsewhere."""
    return message.id, message.seq, message.auteur.nom, message.auteur.alias


def drawn(message: Message) -> Markup:
    """A message at hand, as the database has it."""
    return MESSAGES.of(key_of(message), message)


def say(message: Message) -> Markup:
    """Draw what is being written, for those who will hear it as soon as it is true; a rollback forgets it."""
    html = MESSAGES.sketch(message)
    db.session.info.setdefault("said", {})[message.id, message.seq] = key_of(message), html
    return html


def heard(message_id: int, seq: int) -> Markup:
    """What this session just said, or what the database says of it, to who only knows its number."""
    said = db.session.info.get("said", {}).pop((message_id, seq), None)
    return MESSAGES.keep(*said) if said else drawn(with_ids([message_id])[0])


KEY = itemgetter(*(LINE_NAMES.index(name) for name in ("id", "seq", "nom", "alias")))


def all_drawn(lines: Sequence[Any]) -> list[Markup]:
    """The fragments of these lines, in their order: one SELECT for all that must be drawn first."""
    keys = list(map(KEY, lines))
    kept = MESSAGES.kept_of(keys)
    missing = [key[0] for key, fragment in zip(keys, kept, strict=True) if fragment is None]
    found = {message.id: drawn(message) for message in with_ids(missing)} if missing else {}
    return [fragment or found[key[0]] for key, fragment in zip(keys, kept, strict=True)]
