"""Forms: what a person may send, in one class for page, JSON and OpenAPI.

A form is a marshmallow schema whose fields carry French labels, help and messages. ``bind`` ties it to what
was typed: ``.raw`` keeps it, ``.errors`` gives one sentence a field, ``.data`` the values.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict

from .markdown import LONGEST, redige
from .permissions import MOST

NEEDED = "Cette réponse est nécessaire."
WHOLE = re.compile("-?[0-9]{1,19}")
# Letters and signs that show nothing: a name of them would be no name.
BLANK = "\u115f\u1160\u2800\u3164\uffa0"
# A text that turns the direction of reading would show other words than those it holds.
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ODD = "Cette réponse n'a pas la forme attendue."


class Question:
    """What every field of the house shares: a label, some help, and messages in French."""

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


class Ligne(Question, fields.String):
    """One line of plain text: controls and invisible direction marks are dropped, blanks folded."""

    def __init__(self, label: str, *, most: int = 200, **options: Any) -> None:
        self.most = most
        super().__init__(label, **options)

    missing = ""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = self.tidy(super()._deserialize(value, *args, **kwargs))
        if not text and self.needed:
            raise ValidationError(NEEDED)
        if len(text) > self.most:
            raise ValidationError(f"{self.most} caractères au plus ({len(text)} ici).")
        return text

    def tidy(self, text: str) -> str:
        """The text as it is kept."""
        kept = "".join(" " if unicodedata.category(c)[0] == "C" or c in BLANK else c for c in text)
        return " ".join(kept.split())


class Texte(Ligne):
    """Several lines of plain text."""

    def __init__(self, label: str, *, most: int = 5_000, **options: Any) -> None:
        super().__init__(label, most=most, **options)

    def tidy(self, text: str) -> str:
        """Line ends are made one kind; other controls, turns of direction and halves of characters are dropped."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        kept = (
            c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in TURNS)
        )
        return "".join(kept).strip()


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


class Jour(Question, fields.Date):
    """A day, as ``2026-11-21``, of a century that people here may mean."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if value == "" and not self.needed:
            return None
        day = super()._deserialize(value, *args, **kwargs)
        if not 1800 <= day.year <= 2200:
            raise ValidationError("Une année entre 1800 et 2200 est attendue.")
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

    missing = ""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super()._deserialize(str(value), *args, **kwargs)
        if not answer:
            if self.needed:
                raise ValidationError(NEEDED)
            return ""
        if self.choices and answer not in dict(self.choices):
            raise ValidationError("Choisissez une réponse de la liste.")
        return answer


class Plusieurs(Question, fields.List):
    """Several answers among some."""

    def __init__(self, label: str, *, choices: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        self.choices = [(str(value), words) for value, words in choices]
        super().__init__(label, cls_or_instance=fields.String(), **options)

    @property
    def missing(self) -> Any:
        """No answer is an empty list."""
        return []

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        answers = [a for a in super()._deserialize(value, *args, **kwargs) if a]
        if self.needed and not answers:
            raise ValidationError("Choisissez au moins une réponse.")
        if len(answers) > 100 or (self.choices and set(answers) - set(dict(self.choices))):
            raise ValidationError("Choisissez des réponses de la liste.")
        return list(dict.fromkeys(answers))


class Cle(Ligne):
    """The key, chosen by the client, that makes a second click harmless."""

    def __init__(self, **options: Any) -> None:
        super().__init__("Clé d'envoi", most=64, **{"required": False, **options})


class Form(Schema):
    """Mother of every list of questions. Pages ignore what they did not ask, programs are told of it."""

    class Meta:
        ordered = True
        unknown = RAISE

    mandat = Entier("Au titre de", required=False, help="À titre personnel si rien n'est choisi.")


@dataclass(frozen=True)
class Asked:
    """A question as the kit draws it."""

    label: str
    help: str
    required: bool
    most: int | None
    choices: list[tuple[str, str]]


@dataclass
class Bound:
    """A form and what was typed in it."""

    form: Form
    raw: dict[str, Any]
    errors: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, Asked]:
        """The questions, by name, for the macros of the kit."""
        return {
            name: Asked(f.label, f.help, f.needed, getattr(f, "most", None), getattr(f, "choices", []))
            for name, f in self.form.fields.items()
        }

    def refuse(self, name: str, sentence: str) -> None:
        """Add what only the house could see was wrong."""
        self.errors[name] = sentence


def blank(form_class: type[Form], choices: Mapping[str, Iterable] | None = None, **initial: Any) -> Bound:
    """An empty form, or one that shows what is known already."""
    form = _with_choices(form_class(), choices)
    return Bound(form, {name: _shown(initial.get(name)) for name in form.fields})


def bind(form_class: type[Form], typed: Mapping, choices: Mapping[str, Iterable] | None = None) -> Bound:
    """Tie a form to what a page sent. Nothing is lost: what was typed stays in ``raw``."""
    form = _with_choices(form_class(unknown=EXCLUDE), choices)
    raw = {name: _typed(typed, name, isinstance(f, fields.List)) for name, f in form.fields.items()}
    sent = {name: value for name, value in raw.items() if value not in ("", None) or isinstance(value, list)}
    bound = Bound(form, raw)
    try:
        bound.data = form.load(sent)
    except ValidationError as wrong:
        bound.errors = {name: _sentence(said) for name, said in wrong.normalized_messages().items()}
        bound.data = dict(wrong.valid_data) if isinstance(wrong.valid_data, dict) else {}
    return bound


def _with_choices(form: Form, choices: Mapping[str, Iterable] | None) -> Form:
    for name, known in (choices or {}).items():
        form.fields[name].choices = [(str(value), words) for value, words in known]
    return form


def _typed(typed: Mapping, name: str, several: bool) -> Any:
    if several:
        return typed.getlist(name) if isinstance(typed, MultiDict) else list(typed.get(name) or [])
    value = typed.get(name)
    return "" if value is None else str(value)


def _shown(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [str(v) for v in value]
    return "" if value is None or value is False else str(value)


def _sentence(said: Any) -> str:
    while isinstance(said, dict | list) and said:
        said = next(iter(said.values())) if isinstance(said, dict) else said[0]
    return str(said or ODD)
