"""Questions about structures: are these numbers possible, who is near this name."""

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from annuaire.territoires.models import Territoire, begins, plain
from annuaire.territoires.queries import contained_in
from socle.extensions import db

from .models import Famille, Structure

LA_POSTE = "356000000"
NEAR = 12


def luhn(digits: str) -> bool:
    """Whether the control digit of a number agrees with the others."""
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def siren_valid(siren: str) -> bool:
    """Nine digits whose control agrees (BR-24)."""
    return len(siren) == 9 and siren.isascii() and siren.isdigit() and luhn(siren)


def siret_valid(siret: str) -> bool:
    """Fourteen digits that begin by a valid SIREN; La Poste counts its offices by another rule."""
    if not (len(siret) == 14 and siret.isascii() and siret.isdigit() and siren_valid(siret[:9])):
        return False
    return luhn(siret) or (siret[:9] == LA_POSTE and sum(map(int, siret)) % 5 == 0)


def by_name() -> tuple:
    """The order of the directory."""
    return (Structure.recherche, Structure.id)


def with_territoire():
    """Load where it sits in the same statement."""
    return joinedload(Structure.territoire)


def of_famille(famille: Famille):
    """The condition that it is of this family."""
    return Structure.famille == famille


def seated_in(territoire: Territoire):
    """The condition that it sits in a territory, or in what it contains."""
    return Structure.territoire_id.in_(contained_in([territoire.id]))


def called(words: str):
    """The condition that its name, a word of it, its initials or its SIREN are these."""
    wanted = plain(words) or "\x7f"
    known = [
        begins(Structure.recherche, wanted),
        Structure.recherche.like(f"% {wanted}%"),
        func.lower(Structure.sigle) == words.strip().lower(),
    ]
    digits = words.replace(" ", "")
    return or_(*known, *([Structure.siren == digits[:9]] if digits.isdigit() else []))


def near(words: str, readable: Select) -> list[Structure]:
    """The structures that one most likely means, those whose name begins so first."""
    wanted = plain(words)
    if len(wanted) < 2:
        return []
    first = begins(Structure.recherche, wanted)
    nearest = readable.where(called(words)).order_by(~first, *by_name()).options(with_territoire())
    return list(db.session.scalars(nearest.limit(NEAR)))


def with_siren(siren: str) -> Structure | None:
    """The structure that already bears this SIREN."""
    return db.session.scalar(select(Structure).where(Structure.siren == siren)) if siren else None


def same_name(nom: str, territoire_id: int | None) -> Structure | None:
    """A structure of the same name in the same place: most likely the same one (SYS-28)."""
    here = Structure.territoire_id == territoire_id if territoire_id else Structure.territoire_id.is_(None)
    return db.session.scalar(select(Structure).where(Structure.recherche == plain(nom), here).limit(1))


def free_slug(nom: str) -> str:
    """An address made of the name, that no other structure has."""
    stem = plain(nom).replace(" ", "-")[:60].strip("-") or "structure"
    taken = set(
        db.session.scalars(select(Structure.slug).where(Structure.slug.startswith(stem, autoescape=True)))
    )
    return next(slug for slug in _numbered(stem) if slug not in taken)


def _numbered(stem: str):
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
