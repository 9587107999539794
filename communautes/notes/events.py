"""What can happen to a note."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class NoteStarted(Event):
    note_id: int


@dataclass(frozen=True, kw_only=True)
class NoteSaved(Event):
    note_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class LigneChanged(Event):
    note_id: int
    proposition_id: int


@dataclass(frozen=True, kw_only=True)
class RelectureAsked(Event):
    note_id: int


@dataclass(frozen=True, kw_only=True)
class NoteTransmitted(Event):
    note_id: int
    numero: int
    empreinte: str


@dataclass(frozen=True, kw_only=True)
class NotePutOnAgenda(Event):
    note_id: int
    seance_id: int


@dataclass(frozen=True, kw_only=True)
class NoteSentBack(Event):
    note_id: int


@dataclass(frozen=True, kw_only=True)
class NoteExamined(Event):
    note_id: int
    seance_id: int
