"""What can happen to a fil."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class FilOpened(Event):
    fil_id: int


@dataclass(frozen=True, kw_only=True)
class FilClosed(Event):
    fil_id: int


@dataclass(frozen=True, kw_only=True)
class FilReopened(Event):
    fil_id: int


@dataclass(frozen=True, kw_only=True)
class MessagePosted(Event):
    fil_id: int
    message_id: int
    seq: int


@dataclass(frozen=True, kw_only=True)
class MessageEdited(Event):
    fil_id: int
    message_id: int
    seq: int


@dataclass(frozen=True, kw_only=True)
class MessageRemoved(Event):
    fil_id: int
    message_id: int
    seq: int
    auteur_id: int


@dataclass(frozen=True, kw_only=True)
class ReactionChanged(Event):
    fil_id: int
    message_id: int
    seq: int
