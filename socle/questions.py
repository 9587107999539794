"""Questions: what one asks in a form, each with a French label, some help, and messages in French."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow import missing as unsaid

from .clock import today
from .markdown import LONGEST, redige
from .permissions import MOST

NEEDED = "Cette réponse est nécessaire."
WHOLE = re.compile("-?[0-9]{1,19}")
# Letters and signs that show nothing: a name of them would be no name.
BLANK = "\u115f\u1160\u2800\u3164\uffa0"
# A text that turns the direction of reading would show other words than those it holds.
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# What a text never keeps: controls but ends of lines and tabs, halves of characters, those turns.
DROPPED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{TURNS}]")
ODD = "Cette réponse n'a pas la forme attendue."


class Question(fields.Field[Any]):
    """What every field of the house shares: a label, some help, and messages in French."""

    choices: list[tuple[str, str]]  # for those that offer some

    def __init__(self, label: str, *, help: str = "", required: bool = True, **options: Any) -> None:
        self.label, self.help, self.needed = label, help, required
        messages = {"required": NEEDED, "null": NEEDED, "invalid": ODD, "invalid_utf8": ODD, "too_large": ODD}
        options.setdefault("error_messages", messages)
        options.setdefault("metadata", {"title": label, "description": help})
        if not required:
            options.setdefault("load_default", self.missing)
            options.setdefault("allow_none", True)
        super().__init__(required=required, **options)

    @property
    def missing(self) -> Any:
        """The value of an unanswered question."""
        return None

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """The answer; ``null`` is none, as an empty field of a page."""
        given = unsaid if value is None and not self.needed else value
        return super().deserialize(given, *args, **kwargs)

    @property
    def sort(self) -> str:
        """How the kit draws it: the name of its class here, in lower case."""
        return next(c.__name__.lower() for c in type(self).__mro__ if c.__module__ == __name__)


def one_line(text: str) -> str:
    """Without controls, halves of characters nor invisible direction marks, blanks folded."""
    kept = "".join(" " if unicodedata.category(c)[0] == "C" or c in BLANK else c for c in text)
    return " ".join(kept.split())


class Ligne(Question, fields.String):
    """One line of plain text: controls and invisible direction marks are dropped, blanks folded."""

    def __init__(self, label: str, *, most: int = 200, **options: Any) -> None:
        self.most = most
        super().__init__(label, **options)

    @property
    def missing(self) -> Any:
        """No answer is an empty line."""
        return ""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = self.tidy(super()._deserialize(value, *args, **kwargs))
        if not text and self.needed:
            raise ValidationError(NEEDED)
        if len(text) > self.most:
            raise ValidationError(f"{self.most} caractères au plus ({len(text)} ici).")
        return text

    def tidy(self, text: str) -> str:
        """The text as it is kept."""
        return one_line(text)


class Texte(Ligne):
    """Several lines of plain text."""

    def __init__(self, label: str, *, most: int = 5_000, **options: Any) -> None:
        super().__init__(label, most=most, **options)

    def tidy(self, text: str) -> str:
        """One kind of line ends; other controls, turns of direction and halves of characters are dropped."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return DROPPED.sub("", text).strip()


class Riche(Texte):
    """Several lines of Markdown: gives a ``Redige``, rendered before any transaction opens."""

    def __init__(self, label: str, *, most: int = LONGEST, **options: Any) -> None:
        super().__init__(label, most=most, **options)

    @property
    def missing(self) -> Any:
        """An unanswered rich text is an empty one."""
        return redige("")

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return redige(super()._deserialize(value, *args, **kwargs), self.most)


class Courriel(Ligne):
    """An e-mail address, as typed; whoever stores it normalises it."""

    def tidy(self, text: str) -> str:
        """Lower case, no blank."""
        return super().tidy(text).lower()


class Entier(Question, fields.Integer):
    """A whole number between two bounds."""

    def __init__(self, label: str, *, least: int = 0, most: int = MOST, **options: Any) -> None:
        self.least, self.most = least, most
        super().__init__(label, **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("\u202f", "").replace("\xa0", "").replace(" ", "")
            if value and not WHOLE.fullmatch(value):
                raise ValidationError(ODD)
        if isinstance(value, (float, bool)):
            raise ValidationError(ODD)
        if value == "" and not self.needed:
            return None
        number = super()._deserialize(value, *args, **kwargs)
        if number is not None and not self.least <= number <= self.most:
            raise ValidationError(f"Un nombre entre {self.least} et {self.most} est attendu.")
        return number


class Chose(Entier):
    """A thing of the house, named by its id; who binds the form finds it, for those who may read it.

    ``among(viewer, thing)`` are those that may be chosen, in the order of the menu; ``words`` says one of
    them.
    """

    def __init__(
        self,
        label: str,
        noun: type,
        *,
        among: Callable[[Any, Any], Iterable[Any]] | None = None,
        words: Callable[[Any], str] = lambda one: one.titre,
        **options: Any,
    ) -> None:
        self.noun, self.among, self.words = noun, among, words
        self.choices: list[tuple[str, str]] = []
        super().__init__(label, **options)


class Jour(Question, fields.Date):
    """A day, as ``2026-11-21``, of a century that people here may mean; ``past``: today at the latest."""

    def __init__(self, label: str, *, past: bool = False, **options: Any) -> None:
        self.past = past
        super().__init__(label, **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if value == "" and not self.needed:
            return None
        day = super()._deserialize(value, *args, **kwargs)
        if not 1800 <= day.year <= 2200:
            raise ValidationError("Une année entre 1800 et 2200 est attendue.")
        if self.past and day > today():
            raise ValidationError("Cette date n'est pas encore venue.")
        return day


class Case(Question, fields.Boolean):
    """A box to tick; when required it must be ticked. The kit sends « oui »."""

    missing = False
    truthy = {*fields.Boolean.truthy, "oui"}
    falsy = {*fields.Boolean.falsy, "non"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        ticked = super()._deserialize(value, *args, **kwargs)
        if self.needed and not ticked:
            raise ValidationError("Cochez cette case pour continuer.")
        return ticked


class Choix(Question, fields.String):
    """One answer among some; ``choices`` may also be given when the form is bound."""

    def __init__(self, label: str, *, choices: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        self.choices = [(str(value), words) for value, words in choices]
        super().__init__(label, **options)
        if self.choices:
            known = [*([] if self.needed else [""]), *dict(self.choices)]
            self.metadata = {**self.metadata, "enum": known}

    missing = ""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        answer = one_line(super()._deserialize(str(value), *args, **kwargs))
        if not answer:
            if self.needed:
                raise ValidationError(NEEDED)
            return ""
        if self.choices and answer not in dict(self.choices):
            raise ValidationError("Choisissez une réponse de la liste.")
        return answer


class Plusieurs(Question, fields.List[Any]):
    """Several answers among some."""

    def __init__(self, label: str, *, choices: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        self.choices = [(str(value), words) for value, words in choices]
        super().__init__(label, cls_or_instance=fields.String(), **options)

    @property
    def missing(self) -> Any:
        """No answer is an empty list."""
        return []

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        given = super()._deserialize(value, *args, **kwargs)
        answers = [line for one in given if (line := one_line(one or ""))]
        if self.needed and not answers:
            raise ValidationError("Choisissez au moins une réponse.")
        if len(answers) > 100 or (self.choices and set(answers) - set(dict(self.choices))):
            raise ValidationError("Choisissez des réponses de la liste.")
        return list(dict.fromkeys(answers))


class Cle(Ligne):
    """The key, chosen by the client, that makes a second click harmless."""

    def __init__(self, **options: Any) -> None:
        super().__init__("Clé d'envoi", most=64, **{"required": False, **options})
