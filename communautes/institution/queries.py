"""What a new communauté is compared with, and who is called to animate it."""

from sqlalchemy import select

from annuaire.comptes.models import Compte
from annuaire.comptes.queries import at_address, named, slug
from annuaire.territoires.models import plain
from communautes.espaces.models import Communaute
from socle.extensions import db


def called(words: str) -> Compte | None:
    """The active account of this name of use, or of this address."""
    compte = at_address(words) if "@" in words.strip()[1:] else named(words)
    return compte if compte and compte.actif else None


def name_taken(nom: str) -> bool:
    """Whether a communauté has this name, or had it when it was instituted: its address is made of it."""
    same = (Communaute.slug == slug(nom)) | (Communaute.recherche == plain(nom))
    return bool(db.session.scalar(select(select(Communaute.id).where(same).exists())))


def code_taken(code: str) -> bool:
    """Whether the references of a communauté begin so."""
    return bool(db.session.scalar(select(select(Communaute.id).where(Communaute.code == code).exists())))
