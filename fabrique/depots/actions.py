"""What programs do in one go, where people go step by step: bring a whole need, complete its sheet."""

from typing import Any

from fabrique.besoins.actions import draft_besoin, save_step
from fabrique.besoins.models import Besoin
from socle.signatures import Signature
from socle.sujets import Ref

WHOLE = 0


def bring_besoin(by: Signature, titre: str, origine: Ref | None = None, **words: Any) -> Besoin:
    """Write a need with all that is known of it; it stays a draft until it is submitted."""
    besoin = draft_besoin(by, titre, origine)
    if words:
        save_step(besoin, by, WHOLE, besoin.version, words)
    return besoin


def fill_besoin(besoin: Besoin, by: Signature, version: int, **words: Any) -> None:
    """Complete its sheet with what is said; the rest stays. Raises ``Conflict`` as a step does."""
    save_step(besoin, by, WHOLE, version, words)
