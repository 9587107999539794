"""Tokens are seen and revoked by their owner, and by nobody else."""

from typing import Any

from sqlalchemy import Select, select

from annuaire.comptes.models import Jeton
from socle.permissions import rule, scope


@scope(Jeton)
def own_jetons(viewer: Any) -> Select:
    """One's own tokens; what they open is never shown again."""
    return select(Jeton).where(Jeton.compte_id == (viewer.id or 0))


@rule("revoke", Jeton)
def may_revoke(viewer: Any, jeton: Jeton) -> bool:
    """One's own tokens."""
    return viewer.id == jeton.compte_id
