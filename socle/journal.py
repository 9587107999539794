"""The journal: one line per thing that happened, written with the thing itself; and who has read how far.

Carriers (notifications, mails) follow the journal with a cursor. On PostgreSQL ids are taken before the
commit, so a later id may appear first: the cursor there is (transaction, id), and only transactions older
than every one still running are read.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, literal_column, select, tuple_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.functions import FunctionElement

from .clock import now
from .columns import Whole
from .database import adding
from .extensions import Model, db


class current_xact(FunctionElement[int]):  # noqa: N801  (an SQL function)
    """The number of the running transaction; 0 on SQLite, where writers come one after the other."""

    type = Whole
    inherit_cache = True


@compiles(current_xact, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return "pg_current_xact_id()::text::bigint"


@compiles(current_xact)
def _elsewhere(element: Any, compiler: Any, **options: Any) -> str:
    return "0"


class Fait(Model):
    """A fact: who did what, for whom, and when. Never edited, never deleted."""

    id: Mapped[int] = mapped_column(primary_key=True)
    xact: Mapped[int] = mapped_column(default=current_xact())
    kind: Mapped[str] = mapped_column(index=True)
    compte_id: Mapped[int | None] = mapped_column(index=True)
    mandat: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    survenu_le: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (db.Index("ix_fait_xact_id", "xact", "id"),)


FACT = adding(Fait)


def write_fact(kind: str, compte_id: int | None, mandat: str | None, details: dict[str, Any]) -> None:
    """Add a line to the journal, in the transaction that does the thing."""
    db.session.execute(FACT, {"kind": kind, "compte_id": compte_id, "mandat": mandat, "details": details})


class Curseur(Model):
    """How far a carrier has read, and how often it stumbled on the next fact."""

    nom: Mapped[str] = mapped_column(primary_key=True)
    xact: Mapped[int] = mapped_column(default=0)
    fait_id: Mapped[int] = mapped_column(default=0)
    echecs: Mapped[int] = mapped_column(default=0)


class Rebut(Model):
    """A fact that a carrier could not carry after five tries: set aside so that the others pass."""

    id: Mapped[int] = mapped_column(primary_key=True)
    nom: Mapped[str]
    fait_id: Mapped[int]
    erreur: Mapped[str]
    survenu_le: Mapped[datetime] = mapped_column(default=now)


Carry = Callable[[Fait], None]


class Carrier(NamedTuple):
    """``carry`` is called for a fact in a writing transaction, ``concerns`` before, while only reading."""

    carry: Carry
    concerns: Callable[[Fait], bool]


_carriers: dict[str, Carrier] = {}


def carries(name: str, concerns: Callable[[Fait], bool] = lambda fait: True) -> Callable[[Carry], Carry]:
    """Declare a carrier: a function called once for each fact that concerns it, in order.

    Facts that do not are passed over together: most change nothing for a carrier, and writing is costly.
    """

    def declare(function: Carry) -> Carry:
        if name in _carriers and _carriers[name].carry.__qualname__ != function.__qualname__:
            raise TypeError(f"two carriers are named {name}")
        _carriers[name] = Carrier(function, concerns)
        return function

    return declare


def carriers() -> dict[str, Carrier]:
    """The declared carriers, by name."""
    return dict(_carriers)


def facts_after(xact: int, fait_id: int, limit: int = 100) -> Select[Fait]:
    """Facts beyond a cursor that no running transaction can still precede, oldest first."""
    facts = select(Fait).order_by(Fait.xact, Fait.id).limit(limit)
    facts = facts.where(tuple_(Fait.xact, Fait.id) > tuple_(xact, fait_id))
    if db.engine.dialect.name == "postgresql":
        oldest: ColumnElement[int] = literal_column("pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        facts = facts.where(Fait.xact < oldest)
    return facts


def last_fact() -> tuple[int, int]:
    """The newest (xact, id) of the journal, (0, 0) when it is empty."""
    row = db.session.execute(
        select(Fait.xact, Fait.id).order_by(Fait.xact.desc(), Fait.id.desc()).limit(1)
    ).first()
    return (row.xact, row.id) if row else (0, 0)
