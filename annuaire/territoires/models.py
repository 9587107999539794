"""Territoires: régions, départements, intercommunalités, communes; and the five filières."""

import re
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, case, select
from sqlalchemy.ext.hybrid import Comparator, hybrid_property
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from socle.extensions import Model
from socle.letters import unaccented

# Compared byte by byte on both engines, so that an index answers « begins with ».
PLAIN = String().with_variant(String(collation="C"), "postgresql")


def plain(text: str) -> str:
    """What is left of a name for searching: « Saint-Omer » and « SAINT OMER » are both ``saint omer``."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", unaccented(text)).split())


def begins(column: Any, words: str) -> Any:
    """A plain name begins so: a range that an index answers; BETWEEN takes no collation."""
    return (column >= words) & (column <= words + "\x7f")


class GenreTerritoire(StrEnum):
    """The levels of the administrative map, from the widest."""

    REGION = "region"
    DEPARTEMENT = "departement"
    EPCI = "epci"
    COMMUNE = "commune"
    LOCAL = "local"


MOTS_GENRE = {
    GenreTerritoire.REGION: ("région", "régions"),
    GenreTerritoire.DEPARTEMENT: ("département", "départements"),
    GenreTerritoire.EPCI: ("intercommunalité", "intercommunalités"),
    GenreTerritoire.COMMUNE: ("commune", "communes"),
    GenreTerritoire.LOCAL: ("territoire", "territoires"),
}


# What a code means when several levels bear it.
FIRST_MEANT = (
    GenreTerritoire.DEPARTEMENT,
    GenreTerritoire.REGION,
    GenreTerritoire.COMMUNE,
    GenreTerritoire.EPCI,
    GenreTerritoire.LOCAL,
)


class Named(Comparator[str]):
    """A territory is found by its address: ``62``, ``62041``, ``200033579``, ``region-32``."""

    def __eq__(self, adresse: Any) -> Any:
        """The condition that this address means it."""
        genre, _, code = adresse.rpartition("-")
        # Naming the genres lets UNIQUE(genre, code) answer.
        genres = [one for one in FIRST_MEANT if genre in ("", one)]
        bearer = aliased(Territoire)
        first = case({one: rang for rang, one in enumerate(FIRST_MEANT)}, value=bearer.genre)
        bearers = select(bearer.id).where(bearer.genre.in_(genres), bearer.code == code)
        return Territoire.id == bearers.order_by(first).limit(1).scalar_subquery()


class Territoire(Model):
    """A territory: ``code`` is INSEE's for régions, départements and communes, a SIREN for an EPCI.

    ``disparu`` says that the latest import no longer knew its code: it stays for what refers to it.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    genre: Mapped[GenreTerritoire]
    code: Mapped[str]
    nom: Mapped[str]
    nom_long: Mapped[str]
    recherche: Mapped[str] = mapped_column(PLAIN, index=True)
    departement: Mapped[str | None]
    population: Mapped[int | None]
    annee: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    disparu: Mapped[bool] = mapped_column(default=False)
    parents: Mapped[list["Territoire"]] = relationship(
        secondary="rattachement",
        primaryjoin="Territoire.id == Rattachement.enfant_id",
        secondaryjoin="Territoire.id == Rattachement.parent_id",
        viewonly=True,
        order_by="Territoire.id",
    )

    __table_args__ = (UniqueConstraint("genre", "code"),)

    @property
    def titre(self) -> str:
        """The name that tells two homonyms apart."""
        return self.nom_long

    @hybrid_property
    def adresse(self) -> str:
        """Its code, with the genre when a région could be taken for a département (28, 76…)."""
        return f"region-{self.code}" if self.genre is GenreTerritoire.REGION else self.code

    @adresse.inplace.comparator
    @classmethod
    def _named(cls) -> Named:
        return Named(cls.code)

    @property
    def detail(self) -> str:
        """What it is, beside its name: « commune, Pas-de-Calais »."""
        words = MOTS_GENRE[self.genre][0]
        return f"{words}, {self.departement}" if self.departement else words

    @property
    def etiquette(self) -> str:
        """The words of a choice in a list of suggestions, as the page writes them."""
        return f"{self.nom} ({self.detail})"

    @property
    def lignee(self) -> set[int]:
        """Ids of what contains it, itself included; a commune is not everywhere its EPCI reaches."""
        above = {self.id} | {parent.id for parent in self.parents}
        return above | {
            region.id
            for parent in self.parents
            if parent.genre is GenreTerritoire.DEPARTEMENT
            for region in parent.parents
        }


class Rattachement(Model):
    """A territory lies in another; a commune lies in a département and in an EPCI."""

    enfant_id: Mapped[int] = mapped_column(ForeignKey(Territoire.id, ondelete="CASCADE"), primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey(Territoire.id, ondelete="CASCADE"), primary_key=True)
    parent: Mapped[Territoire] = relationship(foreign_keys=parent_id)

    __table_args__ = (Index("ix_rattachement_parent", "parent_id"),)


class Filiere(Model):
    """One of the fields of development of the fabrique; aliases lead to it (BR-30)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    nom: Mapped[str]
    alias: Mapped[list]
    ordre: Mapped[int]
