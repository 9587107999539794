"""Keys that make a second click harmless: the same person and the same key give the same thing."""

from sqlalchemy import UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from .database import on_sqlite
from .errors import Conflict
from .extensions import db
from .sujets import Ref

OTHER_KIND = "Cette clé d'envoi a déjà servi à autre chose. Rechargez la page et recommencez."


class Cle(db.Model):
    """A key used by an account, and what it made."""

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_id: Mapped[int]
    cle: Mapped[str]
    sujet: Mapped[str]

    __table_args__ = (UniqueConstraint("compte_id", "cle"),)


def made_with(compte_id: int, cle: str | None, kind: str) -> int | None:
    """The id of the thing of this kind that this key already made, if it did; a twin request waits here.

    Raises ``Conflict`` when the key made a thing of another kind.
    """
    if not cle:
        return None
    if not on_sqlite():  # there, writers come one by one
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{compte_id}:{cle}", 0))))
    sujet = db.session.scalar(select(Cle.sujet).where(Cle.compte_id == compte_id, Cle.cle == cle))
    ref = Ref.read(sujet) if sujet else None
    if ref and ref.kind != kind:
        raise Conflict(OTHER_KIND)
    return ref.id if ref else None


def spend(compte_id: int, cle: str | None, made: Ref) -> None:
    """Remember what a key made, in the transaction that made it."""
    if cle:
        db.session.add(Cle(compte_id=compte_id, cle=cle, sujet=str(made)))
        db.session.flush()
