"""Questions about territoires: which one is meant, what lies in it, where it lies."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, false, func, or_, select

from socle.extensions import db
from socle.filtres import LONGEST, Filtre
from socle.listes import Shown
from socle.numbers import whole
from socle.viewers import remembered

from .models import MOTS_GENRE, Filiere, GenreTerritoire, Rattachement, Territoire, begins, plain

NEAR = 12


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


def contained_in(ids: Sequence[int]) -> Select:
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


def inside(territoire: Territoire):
    """The condition that it is that one, or that that one contains it."""
    return Territoire.id.in_(contained_in([territoire.id]))


def coded(adresse: str, readable: Select) -> Territoire | None:
    """The territory of an address: ``62``, ``62041``, ``200033579``, ``region-32``."""
    return db.session.scalar(readable.where(Territoire.adresse == adresse))


def named(words: str):
    """The condition that its code is that, or that a word of its name begins so."""
    if len(words) < 2:
        return false()
    return _meant(words) | _further(words)


def near(words: str, limit: int = NEAR, readable: Select | None = None) -> list[Territoire]:
    """What one most likely means: the code, then names that begin so, then names with a word that does."""
    wanted = plain(words)
    if len(wanted) < 2:
        return []
    known = select(Territoire).where(still_there()) if readable is None else readable
    found = list(db.session.scalars(_largest(known.where(_meant(wanted)), wanted).limit(limit)))
    if len(found) < limit:
        others = known.where(_further(wanted), Territoire.id.not_in([one.id for one in found]))
        found += db.session.scalars(_largest(others, wanted).limit(limit - len(found)))
    return found


def _meant(wanted: str):
    if wanted.isdigit() or (wanted[:2] in ("2a", "2b") and wanted[2:].isdigit()):
        # Naming the genres lets UNIQUE(genre, code) answer.
        return Territoire.genre.in_(list(GenreTerritoire)) & (Territoire.code == wanted.upper())
    return begins_with(wanted)


def _further(wanted: str):
    return Territoire.recherche.like(f"% {wanted}%")


def _largest(found: Select, wanted: str) -> Select:
    # « Arras » is the commune before it is the communauté urbaine d'Arras.
    exact_first = ~((Territoire.recherche == wanted) & (Territoire.genre != GenreTerritoire.EPCI))
    biggest = func.coalesce(Territoire.population, 0).desc()
    return found.order_by(exact_first, biggest, Territoire.id)


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
    full = or_(Territoire.recherche.in_({wanted, short}), Territoire.nom_long == whole)
    known = select(Territoire).where(full, still_there())
    return list(db.session.scalars(_largest(known, wanted).limit(100)))


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
    """The filières, in the order of the fabrique; one SELECT a request."""
    return remembered("filieres", lambda: list(db.session.scalars(select(Filiere).order_by(Filiere.ordre))))


def filiere_named(words: str) -> Filiere | None:
    """The filière of a code, a name or an alias.

    « alimentation » is « Alimentation et circuits de proximité ».
    """
    wanted = plain(words.replace("_", " "))
    for filiere in filieres():
        if wanted in {plain(name.replace("_", " ")) for name in (filiere.code, filiere.nom, *filiere.alias)}:
            return filiere
    return None


class Lieu(Filtre):
    """A list narrowed to a territory: by its code, or by the words of a ``combobox`` and their number."""

    def meant(self, asked: Mapping[str, str]) -> Territoire | None:
        """The territory. Raises ``NotVisible`` for a code that nothing bears; words may mean several."""
        words, chosen = self._typed(asked)
        if words or not chosen:
            return territoire_meant(words, chosen).territoire
        if found := coded(chosen, select(Territoire)):
            return found
        raise self.odd()

    def doubt(self, liste: Shown) -> dict[str, Any]:
        """Why the page is not narrowed: ``homonymes`` to choose from, or the words ``inconnu`` of the map."""
        if self.name in liste.values:
            return {"homonymes": [], "inconnu": ""}
        words, chosen = self._typed(liste.asked)
        candidates = territoire_meant(words, chosen).candidates
        return {"homonymes": candidates, "inconnu": "" if candidates else words}

    def kept(self, asked: Mapping[str, str], value: Territoire) -> dict[str, str]:
        """Both parameters of the ``combobox``."""
        return {self.name: str(value.id), f"{self.name}_texte": value.etiquette}

    def _typed(self, asked: Mapping[str, str]) -> tuple[str, str]:
        words, chosen = (
            (asked.get(name) or "")[:LONGEST].strip() for name in (f"{self.name}_texte", self.name)
        )
        # A page sends both: without a script, the number stays when the words are rubbed out.
        return words, chosen if words or f"{self.name}_texte" not in asked else ""
