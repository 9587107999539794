"""What happens to second factors."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class FacteurSet(Event):
    """A code is asked from now on after the password."""

    compte_id: int


@dataclass(frozen=True, kw_only=True)
class FacteurDropped(Event):
    """The password alone opens the account again."""

    compte_id: int
