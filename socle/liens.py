"""Liens: this sujet comes from, cites, answers, decides that one. The trail of a word is made of them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, UniqueConstraint, or_, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from .clock import now
from .extensions import Model, db
from .sujets import Ref


class Relation(StrEnum):
    """The words of a link, read from source to target (``produit.md`` §5)."""

    CITE = "cite"
    DONNE_LIEU = "donne_lieu"
    FUSIONNE = "fusionne"
    REPOND = "repond"
    DECIDE = "decide"
    PORTE = "porte"
    REALISE = "realise"
    PROUVE = "prouve"


class Lien(Model):
    """A directed link between two sujets, with who made it and the words it quotes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    source_kind: Mapped[str]
    source_id: Mapped[int]
    relation: Mapped[Relation]
    cible_kind: Mapped[str]
    cible_id: Mapped[int]
    extrait: Mapped[str | None]
    par_id: Mapped[int | None]
    cree_le: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        UniqueConstraint("source_kind", "source_id", "relation", "cible_kind", "cible_id"),
        Index("ix_lien_cible", "cible_kind", "cible_id", "relation"),
    )

    @property
    def source(self) -> Ref:
        """Where the link starts."""
        return Ref(self.source_kind, self.source_id)

    @property
    def cible(self) -> Ref:
        """Where the link ends."""
        return Ref(self.cible_kind, self.cible_id)


def link(source: Ref, relation: Relation, cible: Ref, by: int | None, extrait: str | None = None) -> Lien:
    """Tie two sujets; the same tie made twice is one tie."""
    known = db.session.scalar(select(Lien).where(_from(source), _to(cible), Lien.relation == relation))
    if known:
        return known
    lien = Lien(
        source_kind=source.kind,
        source_id=source.id,
        relation=relation,
        cible_kind=cible.kind,
        cible_id=cible.id,
        par_id=by,
        extrait=extrait,
    )
    db.session.add(lien)
    db.session.flush()
    return lien


def links_to(cible: Ref, *relations: Relation) -> list[Lien]:
    """What led to a sujet, oldest first."""
    return _links(_to(cible), relations)


def links_around(refs: list[Ref]) -> list[Lien]:
    """Every link that starts or ends at one of these sujets, in one SELECT."""
    if not refs:
        return []
    pairs = [(ref.kind, ref.id) for ref in refs]
    touches = or_(
        tuple_(Lien.source_kind, Lien.source_id).in_(pairs), tuple_(Lien.cible_kind, Lien.cible_id).in_(pairs)
    )
    return list(db.session.scalars(select(Lien).where(touches).order_by(Lien.id)))


def _links(where: ColumnElement[bool], relations: tuple[Relation, ...]) -> list[Lien]:
    statement = select(Lien).where(where).order_by(Lien.id)
    if relations:
        statement = statement.where(Lien.relation.in_(relations))
    return list(db.session.scalars(statement))


def _from(ref: Ref) -> ColumnElement[bool]:
    return (Lien.source_kind == ref.kind) & (Lien.source_id == ref.id)


def _to(ref: Ref) -> ColumnElement[bool]:
    return (Lien.cible_kind == ref.kind) & (Lien.cible_id == ref.id)
