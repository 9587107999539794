"""In what name an act is done: a person in their own name, a person under a mandate, or the house itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Signature:
    """The account that acts, the mandate it acts under if any, and the frozen sentence of that mandate.

    ``compte_id`` is ``None`` when the house itself acts: a night job, a command.
    """

    compte_id: int | None
    mandat_id: int | None = None
    mandat: str | None = None
