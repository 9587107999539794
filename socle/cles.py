"""Keys that make a second click harmless: the same person and the same key give the same thing."""

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from .extensions import db
from .sujets import Ref


class Cle(db.Model):
    """A key used by an account, and what it made."""

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_id: Mapped[int]
    cle: Mapped[str]
    sujet: Mapped[str]

    __table_args__ = (UniqueConstraint("compte_id", "cle"),)


def made_with(compte_id: int, cle: str | None, kind: str) -> int | None:
    """The id of the thing of this kind that this key already made, if it did."""
    if not cle:
        return None
    sujet = db.session.scalar(select(Cle.sujet).where(Cle.compte_id == compte_id, Cle.cle == cle))
    ref = Ref.read(sujet) if sujet else None
    return ref.id if ref and ref.kind == kind else None


def spend(compte_id: int, cle: str | None, made: Ref) -> None:
    """Remember what a key made, in the transaction that made it."""
    if cle:
        db.session.add(Cle(compte_id=compte_id, cle=cle, sujet=str(made)))
        db.session.flush()
