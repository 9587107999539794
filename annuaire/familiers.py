"""Who was known lately: let pass as far as ``write()``, where they are asked for good.

An act looks its person up inside the writing transaction, whatever was read before. The look before it only
keeps strangers and the hurried away: for who came a moment ago, memory is enough.
"""

from threading import Lock

from cachetools import TTLCache
from flask import abort, g, make_response
from flask_login import current_user
from sqlalchemy import inspect

from annuaire.comptes.models import Compte
from annuaire.comptes.queries import empreinte
from socle.database import asks_again
from socle.extensions import security

PEOPLE, SECONDS = 2_000, 900
_lately: TTLCache[str, Compte] = TTLCache(PEOPLE, SECONDS)
_lock = Lock()


def remember_lately(secret: str, compte: Compte) -> None:
    """This secret was just shown by this person."""
    mark = empreinte(secret)
    with _lock:
        if mark not in _lately:
            _lately[mark] = _copy(compte)


def known_lately(secret: str) -> Compte | None:
    """A copy, out of any session, of the account that this secret opened, while it is only about to write."""
    if not g.get("passing"):
        return None
    mark = empreinte(secret)
    with _lock:
        known = _lately.get(mark)
    if known:
        g.let_pass = mark
    return known


@asks_again
def still_there() -> None:
    """Whoever was let pass is shown the door, as a stranger is, when the database no longer knows them."""
    mark = g.pop("let_pass", None)
    if mark and not current_user.is_authenticated:
        with _lock:
            _lately.pop(mark, None)
        abort(make_response(security.login_manager.unauthorized()))


def _copy(compte: Compte) -> Compte:
    unread = inspect(compte).unloaded
    columns = (column.key for column in inspect(Compte).column_attrs if column.key not in unread)
    return Compte(**{name: getattr(compte, name) for name in columns})
