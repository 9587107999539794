"""Questions about accounts: who holds this secret, whose address it is, which sessions are open."""

import hashlib
import re
import unicodedata
from collections.abc import Hashable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, Select, bindparam, func, or_, select

from socle.clock import now
from socle.columns import Instant, this_instant
from socle.extensions import db
from socle.rubriques import declared, everything_waiting, remember_waiting
from socle.viewers import everything_held, remember

from .models import Compte, Connexion, Jeton

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=30)
SEEN = {Connexion: Connexion.vue_le, Jeton: Jeton.vu_le}
SEEN_EVERY = timedelta(minutes=5)


def empreinte(secret: str) -> str:
    """What is kept of a secret: SHA-256, since 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def still_open():
    """The condition that a session still opens the door: not closed, neither idle nor too old."""
    return (
        Connexion.fermee_le.is_(None)
        & (Connexion.vue_le > this_instant(-IDLE))
        & (Connexion.ouverte_le > this_instant(-ABSOLUTE))
    )


def run_out():
    """The condition that a session was left open but no longer opens anything."""
    present = now()
    return Connexion.fermee_le.is_(None) & or_(
        Connexion.vue_le <= present - IDLE, Connexion.ouverte_le <= present - ABSOLUTE
    )


class Shown(NamedTuple):
    """What was shown at the door, a session or a token: its number, and when it was last seen."""

    id: int
    vu_le: datetime


def connected(secret: str, menu: bool = False) -> tuple[Compte, Shown] | None:
    """The account and the session behind the secret of a cookie, all it holds, and what waits in its ``menu``
    where a page will show it: one SELECT, built once.
    """
    present = now()
    since = {"lately": present - IDLE, "at_all": present - ABSOLUTE}
    return _who(_by_session(declared() if menu else None), {"empreinte": empreinte(secret), **since})


def bearing(secret: str) -> tuple[Compte, Shown] | None:
    """The account and the token behind what a program shows, and all it holds: one SELECT, built once."""
    return _who(_by_token(), {"empreinte": empreinte(secret)})


@cache
def _by_session(menu: Hashable) -> Select:
    known = Connexion.empreinte == bindparam("empreinte")
    lately = Connexion.vue_le > bindparam("lately", type_=Instant)
    open_still = Connexion.fermee_le.is_(None) & lately
    at_all = Connexion.ouverte_le > bindparam("at_all", type_=Instant)
    found = _with_all_it_holds(Connexion, known, open_still, at_all)
    waiting = everything_waiting(_owner(Connexion, known)) if menu is not None else None
    return found if waiting is None else found.add_columns(waiting.label("waiting"))


@cache
def _by_token() -> Select:
    return _with_all_it_holds(Jeton, Jeton.empreinte == bindparam("empreinte"), Jeton.revoque_le.is_(None))


def _owner(key: Any, known: Any) -> ScalarSelect:
    return select(key.compte_id).where(known).scalar_subquery()


def _with_all_it_holds(key: Any, known: Any, *conditions: Any) -> Select:
    shown = (key.id, SEEN[key].label("vu_le"), everything_held(_owner(key, known)).label("held"))
    found = select(Compte, *shown).join(key, key.compte_id == Compte.id)
    return found.where(known, *conditions, Compte.actif)


def _who(statement: Select, asked: dict[str, Any]) -> tuple[Compte, Shown] | None:
    row = db.session.execute(statement, asked).first()
    if row is None:
        return None
    compte: Compte = row.Compte
    remember(compte.id, row.held)
    if "waiting" in row._fields:
        remember_waiting(compte.id, row.waiting)
    return compte, Shown(row.id, row.vu_le)


def at_address(courriel: str) -> Compte | None:
    """The account of an address, whatever its state."""
    return db.session.scalar(select(Compte).where(Compte.courriel == courriel.strip().lower()))


def marked(uniquifier: str) -> Compte | None:
    """The account that Flask-Security knows by this mark; the mark changes with the password."""
    return db.session.scalar(select(Compte).where(Compte.fs_uniquifier == uniquifier))


def latest_first() -> tuple:
    """Sessions lately seen come first."""
    return (Connexion.vue_le.desc(), Connexion.id.desc())


def called(text: str):
    """The condition that a name or an address contains these words; accents do not matter in names."""
    spoken = text.lower().strip()
    return or_(
        Compte.alias.contains(slug(spoken), autoescape=True),
        func.lower(Compte.nom).contains(spoken, autoescape=True),
        Compte.courriel.contains(spoken, autoescape=True),
    )


def slug(text: str) -> str:
    """« Édith Vasseur » → ``edith-vasseur``."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return re.sub("[^a-z0-9]+", "-", bare.encode("ascii", "ignore").decode()).strip("-")


def free_alias(nom: str) -> str:
    """An alias made from a name that nobody has yet: ``edith-vasseur``, then ``edith-vasseur-2``."""
    stem = slug(nom)[:32].strip("-") or "membre"
    taken = set(
        db.session.scalars(select(Compte.alias).where(Compte.alias.startswith(stem, autoescape=True)))
    )
    if stem not in taken:
        return stem
    return next(alias for n in range(2, len(taken) + 3) if (alias := f"{stem}-{n}") not in taken)


def named(alias: str) -> Compte | None:
    """The active account whose name of use follows the @."""
    wanted = alias.strip().lstrip("@").lower()
    return db.session.scalar(select(Compte).where(Compte.alias == wanted, Compte.actif)) if wanted else None
