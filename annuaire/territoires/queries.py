"""Questions about territoires: which one is meant, what lies in it, where it lies."""

from typing import NamedTuple

from sqlalchemy import Select, func, or_, select

from socle.extensions import db
from socle.numbers import whole

from .models import MOTS_GENRE, Filiere, GenreTerritoire, Rattachement, Territoire, begins, plain

NEAR = 12
FIRST_MEANT = (
    GenreTerritoire.DEPARTEMENT,
    GenreTerritoire.REGION,
    GenreTerritoire.COMMUNE,
    GenreTerritoire.EPCI,
    GenreTerritoire.LOCAL,
)


def still_there():
    """The condition that the map of today knows it."""
    return Territoire.disparu.is_(False)


def by_name() -> tuple:
    """The order of a list: its name without accents."""
    return (Territoire.recherche, Territoire.id)


def of_genre(genre: GenreTerritoire):
    """The condition that it is of this level."""
    return Territoire.genre == genre


def begins_with(words: str):
    """The condition that its name begins so."""
    return begins(Territoire.recherche, words)


def lying_in(territoire: Territoire):
    """The condition that it hangs directly on that one."""
    return Territoire.id.in_(select(Rattachement.enfant_id).where(Rattachement.parent_id == territoire.id))


def contained_in(ids: list[int]) -> Select:
    """Ids of these territories and of all they contain.

    A région contains its départements and what hangs on them. One does not go down through an EPCI's
    département: an EPCI that crosses a border does not carry the communes of the other side with it.
    """
    departements = select(Territoire.id).where(of_genre(GenreTerritoire.DEPARTEMENT))
    children = select(Rattachement.enfant_id).where(Rattachement.parent_id.in_(ids))
    below = select(Rattachement.enfant_id).where(
        Rattachement.parent_id.in_(children.where(Rattachement.enfant_id.in_(departements)))
    )
    return select(Territoire.id).where(
        or_(Territoire.id.in_(ids), Territoire.id.in_(children), Territoire.id.in_(below))
    )


def coded(code: str, readable: Select) -> Territoire | None:
    """The territory of an address: ``62``, ``62041``, ``200033579``, ``region-32``."""
    genre, _, number = code.rpartition("-")
    if genre:
        return db.session.scalar(readable.where(Territoire.genre == genre, Territoire.code == number))
    found = {t.genre: t for t in db.session.scalars(readable.where(_any_genre(), Territoire.code == code))}
    return next((found[genre] for genre in FIRST_MEANT if genre in found), None)


def _any_genre():
    # Naming the genres lets UNIQUE(genre, code) answer.
    return Territoire.genre.in_(list(GenreTerritoire))


def near(words: str, limit: int = NEAR) -> list[Territoire]:
    """What one most likely means: the code, then names that begin so, then names with a word that does."""
    wanted = plain(words)
    if len(wanted) < 2:
        return []
    found = list(db.session.scalars(_largest(_meant(wanted), wanted).limit(limit)))
    if len(found) < limit:
        known = [territoire.id for territoire in found]
        others = Territoire.recherche.like(f"% {wanted}%") & Territoire.id.not_in(known)
        found += db.session.scalars(_largest(others, wanted).limit(limit - len(found)))
    return found


def _meant(wanted: str):
    if wanted.isdigit() or (wanted[:2] in ("2a", "2b") and wanted[2:].isdigit()):
        return _any_genre() & (Territoire.code == wanted.upper())
    return begins_with(wanted)


def _largest(condition, wanted: str) -> Select:
    # « Arras » is the commune before it is the communauté urbaine d'Arras.
    exact_first = ~((Territoire.recherche == wanted) & (Territoire.genre != GenreTerritoire.EPCI))
    biggest = func.coalesce(Territoire.population, 0).desc()
    return select(Territoire).where(condition, still_there()).order_by(exact_first, biggest, Territoire.id)


class Meant(NamedTuple):
    """What typed words mean: one territory, or several among which to choose, or none of the two."""

    territoire: Territoire | None
    candidates: list[Territoire]


NOBODY = Meant(None, [])


def territoire_meant(texte: str, chosen: str = "", among: str = "") -> Meant:
    """The territory of a ``combobox``: ``chosen`` by the script, or picked ``among`` homonyms, or typed only.

    A number is trusted when it still says the same as the words: without a script, words change alone.
    """
    wanted = plain(texte)
    if not wanted:
        return NOBODY
    for number in (among, chosen):
        known = _numbered(number)
        if known and wanted in _names(known):
            return Meant(known, [])
    exact = [t for t in _candidates(texte, wanted) if wanted in _names(t)]
    if len(exact) == 1:
        return Meant(exact[0], [])
    close = exact or near(texte)
    return Meant(None, close[:NEAR]) if len(close) != 1 else Meant(close[0], [])


def _candidates(texte: str, wanted: str) -> list[Territoire]:
    """Everything that the words may name in full: « Arras », « Arras (commune, Pas-de-Calais) »."""
    short = plain(texte.split("(")[0])
    whole = texte.replace("\x00", "").strip()
    named = or_(Territoire.recherche.in_({wanted, short}), Territoire.nom_long == whole)
    return list(db.session.scalars(_largest(named, wanted).limit(100)))


def _names(territoire: Territoire) -> set[str]:
    return {plain(words) for words in (territoire.nom, territoire.nom_long, territoire.etiquette)}


def _numbered(number: str) -> Territoire | None:
    known = whole(number)
    return None if known is None else db.session.get(Territoire, known)


def counted_children(territoire: Territoire) -> dict[GenreTerritoire, int]:
    """How many territories of each level hang on it."""
    statement = (
        select(Territoire.genre, func.count())
        .where(lying_in(territoire), still_there())
        .group_by(Territoire.genre)
    )
    return dict(db.session.execute(statement).tuples().all())


def children_words(counts: dict[GenreTerritoire, int]) -> str:
    """« 19 intercommunalités, 887 communes »."""
    told = [(counts[genre], MOTS_GENRE[genre]) for genre in GenreTerritoire if counts.get(genre)]
    return ", ".join(f"{count} {words[count > 1]}" for count, words in told)


def filieres() -> list[Filiere]:
    """The filières, in the order of the fabrique."""
    return list(db.session.scalars(select(Filiere).order_by(Filiere.ordre)))


def filiere_named(words: str) -> Filiere | None:
    """The filière of a code, a name or an alias.

    « alimentation » is « Alimentation et circuits de proximité ».
    """
    wanted = plain(words.replace("_", " "))
    for filiere in filieres():
        if wanted in {plain(name.replace("_", " ")) for name in (filiere.code, filiere.nom, *filiere.alias)}:
            return filiere
    return None
