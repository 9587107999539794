"""What happens to the tokens of programs."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class JetonMade(Event):
    """A program may act in the name of an account."""

    compte_id: int
    jeton_id: int
    nom: str


@dataclass(frozen=True, kw_only=True)
class JetonRevoked(Event):
    """It may not any more."""

    revokes = True
    compte_id: int
    jeton_id: int
