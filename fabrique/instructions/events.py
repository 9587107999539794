"""What those who read a need do with it."""

from dataclasses import dataclass

from socle.events import Event


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(Event):
    besoin_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Event):
    besoin_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class BesoinCompleted(Event):
    """The last question has its answer: the need can be read again."""

    besoin_id: int


@dataclass(frozen=True, kw_only=True)
class BesoinQualified(Event):
    """``propre`` says that its own author qualified it, with a second pair of eyes (SD-08)."""

    besoin_id: int
    public: bool
    propre: bool


@dataclass(frozen=True, kw_only=True)
class BesoinRejected(Event):
    besoin_id: int
    rejet: str


@dataclass(frozen=True, kw_only=True)
class BesoinMerged(Event):
    besoin_id: int
    cible_id: int


@dataclass(frozen=True, kw_only=True)
class NoteInterneWritten(Event):
    """A trace in the journal, and nothing else: nobody is told."""

    besoin_id: int
    note_id: int
