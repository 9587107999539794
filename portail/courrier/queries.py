"""The outbox, as it is read."""

import re
from enum import StrEnum

from socle.courriels import Courriel
from socle.errors import NotVisible
from socle.extensions import db
from socle.permissions import MOST
from socle.states import say

LINK = re.compile(r"https?://\S+")
SEALED = "Ce courriel annonce une nouvelle à une personne : elle seule la lit."


class Depart(StrEnum):
    """Whether a mail has left."""

    EN_ATTENTE = "en_attente"
    PARTI = "parti"
    NON_PARTI = "non_parti"


DEPARTS = say(
    {
        Depart.EN_ATTENTE: ("en attente", "miel"),
        Depart.PARTI: ("parti", "bois"),
        Depart.NON_PARTI: ("non parti", "brique"),
    }
)


def depart(courriel: Courriel) -> Depart:
    """Whether it has left; one that failed may still be tried again."""
    if courriel.parti_le:
        return Depart.PARTI
    return Depart.NON_PARTI if courriel.erreur else Depart.EN_ATTENTE


def at_depart(asked: Depart):
    """The condition that it stands there: what ``depart`` says of one."""
    if asked is Depart.PARTI:
        return Courriel.parti_le.is_not(None)
    failed = Courriel.erreur.is_not(None)
    return Courriel.parti_le.is_(None) & (failed if asked is Depart.NON_PARTI else ~failed)


def latest_first() -> tuple:
    """The last written comes first."""
    return (Courriel.id.desc(),)


def letter(courriel_id: int) -> Courriel:
    """One mail, whoever looks. Raises ``NotVisible`` when there is none."""
    courriel = db.session.get(Courriel, courriel_id) if courriel_id <= MOST else None
    if courriel is None:
        raise NotVisible
    return courriel


def _sealed(courriel: Courriel) -> bool:
    """Whether it tells a person what they alone may read.

    Whoever looks after mails sees that it left, not what it says.

    A mail with a cause (a fact, the receipt of a need) is news; those of the door (links, codes) have none.
    """
    return courriel.cle is not None


def titled(courriel: Courriel) -> str:
    """Its subject, for whoever looks after mails."""
    if not _sealed(courriel):
        return courriel.sujet
    return f"{'Un accusé de réception' if _receipt(courriel) else 'Une nouvelle'} pour {courriel.adresse}"


def cause(courriel: Courriel) -> str:
    """What it comes from, in the words of the journal: two news for one person are told apart."""
    return f"fait n° {courriel.cle.split(':')[1]}" if courriel.cle and not _receipt(courriel) else ""


def _receipt(courriel: Courriel) -> bool:
    return str(courriel.cle).endswith(":recu")


def told(courriel: Courriel) -> str:
    """Its text, for whoever looks after mails: without its links, they do not enter in the name of others."""
    return SEALED if _sealed(courriel) else LINK.sub("[lien masqué]", courriel.texte)
