"""What happens to second factors."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class FacteurSet(Event):
    """A code is asked from now on after the password; whatever was opened before is over."""

    compte_id: int


@dataclass(frozen=True, kw_only=True)
class FacteurDropped(Event):
    """The password alone opens the account again; whatever was opened before is over."""

    compte_id: int


@dataclass(frozen=True, kw_only=True)
class CodesRenewed(Event):
    """Other rescue codes replace those of before."""

    compte_id: int
