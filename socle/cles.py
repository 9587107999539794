"""A second click is harmless: the same person, the same address, the same answers give the same thing.

Each act keeps a line: by whom, where it was posted, a fingerprint of what was answered, what it made, and
where it left the thing. A line with a key answers the same key; one without answers the same act, while the
thing still stands where it put it.
"""

import enum
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Index, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from .clock import now
from .database import adding, hold
from .errors import Conflict
from .extensions import Model, db
from .jobs import nightly
from .markdown import Redige

OTHER = "Cette page avait déjà servi à un autre envoi. Vos réponses sont gardées : envoyez-les de nouveau."
REMEMBERED = timedelta(days=30)


class Cle(Model):
    """An act of an account, and the key of its sending when it had one."""

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_id: Mapped[int]
    cle: Mapped[str | None]
    adresse: Mapped[str]
    empreinte: Mapped[str]
    sujet: Mapped[str]
    place: Mapped[str | None]
    lieu: Mapped[str | None]
    faite_le: Mapped[datetime] = mapped_column(default=now, index=True)

    __table_args__ = (
        UniqueConstraint("compte_id", "cle"),
        Index("ix_cle_compte_id_adresse", "compte_id", "adresse"),
    )


ACT = adding(Cle)
SAID = ("compte_id", "cle", "adresse", "empreinte", "sujet", "place", "lieu")


def fingerprint(answers: Mapping[str, Any]) -> str:
    """SHA-256 of what was answered, the key of the sending left out."""
    said = {name: answer for name, answer in answers.items() if name != "cle"}
    return sha256(json.dumps(said, sort_keys=True, default=_said).encode()).hexdigest()


def _said(answer: Any) -> Any:
    if isinstance(answer, Redige):
        return answer.source
    if isinstance(answer, enum.Enum):
        return answer.value
    return answer.isoformat() if isinstance(answer, date) else str(answer)


def sending(compte_id: int, adresse: str, answers: Mapping[str, Any]) -> Cle:
    """The line of an act that is asked for; what it makes, where it leaves the thing, are said once done."""
    cle = answers.get("cle") or None
    return Cle(compte_id=compte_id, cle=cle, adresse=adresse, empreinte=fingerprint(answers))


def sent_before(asked: Cle) -> Cle | None:
    """What this key already did; a twin request waits here.

    Raises ``Conflict`` when the key was spent at another address or with other answers.
    """
    if not asked.cle:
        return None
    hold(f"{asked.compte_id}:{asked.cle}")
    known = db.session.scalar(select(Cle).where(Cle.compte_id == asked.compte_id, Cle.cle == asked.cle))
    if known is not None and (known.adresse, known.empreinte) != (asked.adresse, asked.empreinte):
        raise Conflict(OTHER, fresh={"cle": ""})
    return known


def last_done(asked: Cle) -> Cle | None:
    """The last act of this person at this address."""
    mine = select(Cle).where(Cle.compte_id == asked.compte_id, Cle.adresse == asked.adresse)
    return db.session.scalar(mine.order_by(Cle.id.desc()).limit(1))


def keep_act(done: Cle) -> None:
    """Remember an act, in the transaction that does it."""
    db.session.flush()
    db.session.execute(ACT, {name: getattr(done, name) for name in SAID})


@nightly
def forget_acts() -> None:
    """Forget what was sent a month ago: nobody clicks a second time after that."""
    db.session.execute(delete(Cle).where(Cle.faite_le < now() - REMEMBERED))
