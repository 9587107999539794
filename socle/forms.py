"""Forms: what a person may send, in one class for page, JSON and OpenAPI.

A form is a marshmallow schema whose questions carry French labels, help and messages. ``bind`` ties it to
what was typed: ``.raw`` keeps it, ``.errors`` gives one sentence a question, ``.data`` the values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, cast

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validates_schema
from werkzeug.datastructures import MultiDict

from .errors import Turned
from .questions import (
    NEEDED,
    ODD,
    Case,
    Choix,
    Chose,
    Cle,
    Courriel,
    Entier,
    Jour,
    Ligne,
    Plusieurs,
    Question,
    Riche,
    Texte,
)

__all__ = [
    "NEEDED",
    "ODD",
    "Asked",
    "Bound",
    "Case",
    "Choix",
    "Chose",
    "Cle",
    "Courriel",
    "Dated",
    "Entier",
    "Form",
    "Jour",
    "Ligne",
    "Plusieurs",
    "Question",
    "Riche",
    "Texte",
    "bind",
    "blank",
]
Menus = Mapping[str, Iterable[tuple[Any, str]]]
ENVELOPE = ("mandat", "cle")
BACKWARDS = "La fin vient avant le début."


class Form(Schema):
    """Mother of every list of questions. Pages ignore what they did not ask, programs are told of it."""

    class Meta:
        ordered = True
        unknown = RAISE

    error_messages = {"unknown": "Cette question n'existe pas.", "type": "Un objet JSON est attendu."}
    mandat = Entier("Au titre de", least=1, required=False, help="À titre personnel si rien n'est choisi.")
    cle = Cle()

    @property
    def asked(self) -> list[str]:
        """The names of what is really asked: neither the key of the sending nor in what name one acts."""
        return [name for name in self.fields if name not in ENVELOPE]

    @property
    def all_questions(self) -> dict[str, Question]:
        """Its questions, by name: a form has no other fields."""
        return cast(dict[str, Question], self.fields)


class Dated(Form):
    """Anything between two dates."""

    debut = Jour("À partir du", required=False, help="Aujourd'hui si rien n'est dit.")
    fin = Jour("Jusqu'au", required=False, help="Dernier jour compris ; sans fin si rien n'est dit.")

    @validates_schema
    def in_order(self, asked: dict[str, Any], **_: Any) -> None:
        """Refuse an end before a beginning."""
        if asked.get("fin") and asked["fin"] < (asked.get("debut") or date.min):
            raise ValidationError(BACKWARDS, "fin")


@dataclass(frozen=True)
class Asked:
    """A question as the kit draws it; ``kind`` is the name of its class in ``questions``, in lower case."""

    kind: str
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
    conflict: bool = False  # whether someone wrote meanwhile: the page shows both texts
    menus: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # the choices of this page

    @cached_property
    def fields(self) -> dict[str, Asked]:
        """The questions, by name, for the macros of the kit, which look at them many times."""
        drawn = dict(_drawn(type(self.form), tuple(self.form.exclude)))
        for name, choices in self.menus.items():
            drawn[name] = replace(drawn[name], choices=choices)
        return drawn

    @property
    def questions(self) -> list[str]:
        """The names of what is really asked."""
        return self.form.asked

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered to them."""
        return {name: self.data[name] for name in self.questions if name in self.data}

    def refuse(self, name: str, sentence: str) -> None:
        """Add what only the house could see was wrong."""
        self.errors[name] = sentence

    def offer(self, choices: Menus) -> None:
        """Let its menus be drawn."""
        self.menus |= _menus(choices)
        self.__dict__.pop("fields", None)

    def take(self, refused: Turned) -> None:
        """Take what the house refused: sentences near their questions, and what must be sent next time."""
        told = {name: _sentence(said) for name, said in (refused.errors or {}).items()}
        self.errors |= told or ({} if self.errors else {"": refused.reason})
        self.raw |= {name: _shown(value) for name, value in refused.fresh.items()}
        self.conflict = "version" in refused.fresh


def blank(
    form_class: type[Form], choices: Menus | None = None, exclude: tuple[str, ...] = (), **initial: Any
) -> Bound:
    """An empty form, or one that shows what is known already."""
    form = _empty(form_class, exclude)
    return Bound(form, {name: _shown(initial.get(name)) for name in form.fields}, menus=_menus(choices))


@cache
def _empty(form_class: type[Form], exclude: tuple[str, ...]) -> Form:
    """The questions of a class where nobody answers them: the same for all, so that nobody changes them."""
    return form_class(exclude=exclude)


@cache
def _drawn(form_class: type[Form], exclude: tuple[str, ...]) -> dict[str, Asked]:
    return {
        name: Asked(f.sort, f.label, f.help, f.needed, getattr(f, "most", None), getattr(f, "choices", []))
        for name, f in _empty(form_class, exclude).all_questions.items()
    }


def bind(
    form_class: type[Form],
    typed: Mapping[str, Any],
    choices: Menus | None = None,
    exclude: tuple[str, ...] = (),
) -> Bound:
    """Tie a form to what a page sent. Nothing is lost: what was typed stays in ``raw``."""
    form, menus = form_class(unknown=EXCLUDE, exclude=exclude), _menus(choices)
    for name, known in menus.items():
        form.all_questions[name].choices = known
    raw = {name: _typed(typed, name, isinstance(f, fields.List)) for name, f in form.fields.items()}
    sent = {name: value for name, value in raw.items() if value not in ("", None) or isinstance(value, list)}
    bound = Bound(form, raw, menus=menus)
    try:
        bound.data = form.load(sent)
    except ValidationError as wrong:
        bound.errors = {name: _sentence(said) for name, said in wrong.messages_dict.items()}
        bound.data = dict(wrong.valid_data) if isinstance(wrong.valid_data, dict) else {}
    return bound


def begun(form_class: type[Form], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What an address answers beforehand to the questions of a form."""
    form = form_class()
    asked = (name for name in form.asked if name in typed)
    return {name: _typed(typed, name, isinstance(form.fields[name], fields.List)) for name in asked}


def _menus(choices: Menus | None) -> dict[str, list[tuple[str, str]]]:
    return {name: [(str(value), words) for value, words in known] for name, known in (choices or {}).items()}


def _typed(typed: Mapping[str, Any], name: str, several: bool) -> Any:
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
