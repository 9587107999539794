"""The outbox, as it is read."""

import re

from sqlalchemy import Select, select

from socle.courriels import Courriel
from socle.errors import NotVisible
from socle.extensions import db
from socle.permissions import MOST

LATEST = (Courriel.id.desc(),)
LINK = re.compile(r"https?://\S+")


def outbox() -> Select:
    """Every mail written."""
    return select(Courriel)


def letter(courriel_id: int) -> Courriel:
    """One mail. Raises ``NotVisible`` when there is none."""
    courriel = db.session.get(Courriel, courriel_id) if courriel_id <= MOST else None
    if courriel is None:
        raise NotVisible
    return courriel


def sealed(courriel: Courriel) -> bool:
    """Whether it tells a person what they alone may read.

    Whoever looks after mails sees that it left, not what it says.

    A mail with a cause (a fact, the receipt of a need) is news; those of the door (links, codes) have none.
    """
    return courriel.cle is not None


def masked(text: str) -> str:
    """A mail without its links: whoever reads the outbox does not enter in the name of others."""
    return LINK.sub("[lien masqué]", text)
