"""Fiches: what is told of a noun, declared once, for programs, exports, OpenAPI and the facts of a page.

A ``Champ`` is a mapped column (its type is read from the mapper) or a function of the thing, whose type is
said.
"""

import enum
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from flask import Flask
from flask_login import current_user
from flask_smorest import Blueprint as ApiBlueprint
from marshmallow import Schema, fields
from sqlalchemy import inspect

from .clock import PARIS
from .gestes import gestes_of
from .openapi import Told
from .permissions import can, droits, fetch, require
from .states import said
from .sujets import page_of, sujet_for, url_of

DATE, INSTANT = {"format": "date"}, {"format": "date-time"}
TYPES: dict[type, Callable[..., fields.Field[Any]]] = {
    bool: fields.Boolean,
    int: fields.Integer,
    str: fields.String,
    dict: fields.Dict,
    datetime: lambda **more: fields.String(**_with(more, INSTANT)),
    date: lambda **more: fields.String(**_with(more, DATE)),
}


def _with(more: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    return {**more, "metadata": more.get("metadata", {}) | said}


class Personne(Told):
    """A person, as programs are told of them."""

    id = fields.Integer(required=True)
    nom = fields.String(required=True)
    alias = fields.String(required=True)


class Renvoi(Told):
    """A thing that has no fiche of its own: what it is called, and where it is."""

    ref = fields.String(required=True, metadata={"description": "genre:numéro"})
    titre = fields.String(required=True)
    url = fields.String(required=True)


@dataclass(frozen=True)
class Champ:
    """One thing told. With a ``label`` people read it too: facts of the page, columns of the exports."""

    name: str
    label: str = ""
    _: KW_ONLY
    of: Callable[..., Any] | None = None  # (thing), or (thing, viewer) when ``personal``; else that attribute
    personal: bool = False  # a part of it is not for everybody
    kind: Any = (
        None  # a type, a schema, an ``Extrait``, a ``Fiche``, a list of one; otherwise as the mapped column
    )
    none: bool | None = None  # whether it may be null; otherwise as the column
    key: str = ""  # the attribute by which programs are told of a thing; people read its ``nom``
    cell: Callable[[Any], Any] | None = None  # how people read it, when not as programs do
    whole: bool = False  # for the whole thing, not for the rows of a list
    may: str = ""  # the rule that must allow it; nothing is told otherwise
    help: str = ""

    def value(self, thing: Any, viewer: Any) -> Any:
        """What it is for this thing, when the viewer may know it."""
        if self.may and not can(viewer, self.may, thing):
            return None
        if self.of:
            return self._told(self.of(thing, viewer) if self.personal else self.of(thing), viewer)
        return self._told(getattr(thing, self.name), viewer)

    def json(self, thing: Any, viewer: Any) -> Any:
        """The same for programs."""
        value = self.value(thing, viewer)
        return plain(getattr(value, self.key) if self.key and value is not None else value)

    def _told(self, value: Any, viewer: Any) -> Any:
        several = isinstance(self.kind, list)
        kind = self.kind[0] if several else self.kind
        if value is None or not isinstance(kind, Extrait | Fiche):
            return value
        return [kind.row(one, viewer) for one in value] if several else kind.row(value, viewer)


class Extrait:
    """A few attributes of a noun told inside another: ``Extrait(Territoire, "code", nom="nom_long")``."""

    def __init__(self, noun: type, *names: str, **renamed: str) -> None:
        self.noun = noun
        self.names: dict[str, str] = dict(zip(names, names, strict=True)) | renamed

    def row(self, thing: Any, viewer: Any) -> dict[str, Any]:
        """Those attributes, for programs."""
        return {name: plain(getattr(thing, attribute)) for name, attribute in self.names.items()}

    def schema(self) -> type[Schema]:
        """The same for OpenAPI: types are those of the mapped columns."""
        return _extrait(self.noun, tuple(self.names.items()))


class Fiche:
    """The one projection of a noun. ``plural``: its name in lists and addresses; ``loads``: what rows need.

    ``droits`` are rules told besides those of its gestes; ``dated`` is the column by which a feed is
    ordered, empty when it has none; ``rule`` the verb that opens its page, when more is needed than to
    read the thing.
    Raises ``TypeError`` for a noun that has a fiche already.
    """

    def __init__(
        self,
        noun: type,
        plural: str,
        *champs: Champ | str,
        loads: Callable[[], tuple[Any, ...]] = tuple,
        droits: tuple[str, ...] = (),
        dated: str = "",
        rule: str = "",
    ) -> None:
        if noun in _fiches:
            raise TypeError(f"{noun.__name__} has two fiches")
        self.noun, self.plural, self.loads, self.dated, self.rule = noun, plural, loads, dated, rule
        self.champs = [Champ(champ) if isinstance(champ, str) else champ for champ in champs]
        self.columns = [champ for champ in self.champs if champ.label]
        self._droits = droits
        self._schemas: dict[bool, type[Schema]] = {}
        _fiches[noun] = self

    @property
    def droits(self) -> tuple[str, ...]:
        """The rules whose answer is told with each thing: those of its gestes, upper floors included."""
        return tuple(dict.fromkeys((*self._droits, *(geste.asks for geste in gestes_of(self.noun)))))

    def row(self, thing: Any, viewer: Any, whole: bool = False) -> dict[str, Any]:
        """A thing for programs."""
        told = {champ.name: champ.json(thing, viewer) for champ in self.champs if whole or not champ.whole}
        return told | {"droits": droits(viewer, thing, *self.droits)}

    def facts(self, thing: Any, viewer: Any, *but: str) -> list[tuple[str, str]]:
        """Label and words of what people read, for a page; ``but`` is said elsewhere on it."""
        return [
            (champ.label, read(champ, champ.value(thing, viewer)))
            for champ in self.columns
            if champ.name not in but
        ]

    def schema(self, whole: bool = False) -> type[Schema]:
        """The same for OpenAPI, which therefore cannot lie."""
        if whole not in self._schemas:
            known = {champ.name: self._field(champ) for champ in self.champs if whole or not champ.whole}
            # Upper floors add gestes once this schema is drawn: verbs are told by the answers, not by their
            # names.
            verbs = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)
            name = f"{self.noun.__name__}{'Whole' if whole else ''}Json"
            self._schemas[whole] = Told.from_dict(known | {"droits": verbs}, name=name)
        return self._schemas[whole]

    def _field(self, champ: Champ) -> fields.Field[Any]:
        column = inspect(self.noun).columns.get(champ.name) if not champ.of else None
        by_column = bool(column is not None and column.nullable or champ.may)
        none = champ.none if champ.none is not None else by_column
        metadata = {"description": champ.help or champ.label} if champ.help or champ.label else {}
        kind = champ.kind or (column.type.python_type if column is not None else str)
        return _typed(kind, allow_none=none, metadata=metadata, required=True)


@cache
def _extrait(noun: type, names: tuple[tuple[str, str], ...]) -> type[Schema]:
    """One schema for the same excerpt, wherever it is told."""
    known = {name: _mapped(noun, attribute) for name, attribute in names}
    return Told.from_dict(known, name=noun.__name__ + "".join(name.capitalize() for name in known))


def _mapped(noun: type, attribute: str) -> fields.Field[Any]:
    column: Any = inspect(noun).columns.get(attribute)
    kind = column.type.python_type if column is not None else str
    return _typed(kind, allow_none=bool(column is not None and column.nullable), required=True)


def _typed(kind: Any, **more: Any) -> fields.Field[Any]:
    """The field of a type: ``int``, an enumeration, an excerpt, a fiche, a schema, a list of one of them."""
    if isinstance(kind, list):
        return fields.List(_typed(kind[0]), **more)
    if isinstance(kind, Extrait | Fiche):
        return fields.Nested(kind.schema(), **more)
    if issubclass(kind, Schema):
        return fields.Nested(kind, **more)
    if issubclass(kind, enum.Enum):
        known = [one.value for one in kind]
        return fields.String(**_with(more, {"enum": [*known, None] if more.get("allow_none") else known}))
    return TYPES[kind](**more)


_fiches: dict[type, Fiche] = {}


def fiche_of(noun: type) -> Fiche | None:
    """The fiche of a noun, when it has one."""
    return _fiches.get(noun)


def fiches() -> list[Fiche]:
    """Every fiche of the house."""
    return list(_fiches.values())


def told(thing: Any, viewer: Any) -> dict[str, Any]:
    """A thing as programs are answered: its whole fiche, its reference when it has none."""
    if fiche := fiche_of(type(thing)):
        return fiche.row(thing, viewer, whole=True)
    sujet = sujet_for(type(thing))
    return {"ref": str(sujet.ref(thing)), "titre": sujet.title(thing), "url": url_of(thing)}


def plain(value: Any) -> Any:
    """A value of JSON: instants in UTC, days, states by their name."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    return value


def read(champ: Champ, value: Any) -> str:
    """A value as people read it: the word of a state, the hour of Paris, a yes, a name."""
    if value is None or value == "":
        return ""
    if champ.cell:
        return str(champ.cell(value))
    if champ.key:
        return str(value.nom)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.astimezone(PARIS).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, enum.StrEnum):
        return said(value) or value.value
    if isinstance(value, dict):
        return str(value.get("nom", ""))
    if isinstance(value, list):
        return ", ".join(read(champ, one) for one in value)
    return str(value)


def open_fiches(table: tuple[Fiche, ...], blueprint: ApiBlueprint) -> None:
    """``GET /api/v1/<page of the thing>``: the whole fiche, of what the caller may read."""
    for number, fiche in enumerate(table):
        name = f"show_{fiche.plural}" if number else "show"
        blueprint.add_url_rule(page_of(fiche.noun), name, _show(fiche, blueprint), methods=["GET"])


def _show(fiche: Fiche, blueprint: ApiBlueprint) -> Callable[..., Any]:
    @blueprint.response(200, fiche.schema(whole=True))  # type: ignore[untyped-decorator]
    def show(**keys: Any) -> dict[str, Any]:
        thing = fetch(fiche.noun, *fiche.loads(), **keys)
        if fiche.rule:
            require(fiche.rule, thing)
        return fiche.row(thing, current_user, whole=True)

    show.__doc__ = f"{sujet_for(fiche.noun).label}."
    shown: Callable[..., Any] = show
    return shown


def init_app(app: Flask) -> None:
    """Templates show the facts of a thing: ``{{ facts(faits(action)) }}``."""

    def faits(thing: Any, *but: str) -> list[tuple[str, str]]:
        return _fiches[type(thing)].facts(thing, current_user, *but)

    app.jinja_env.globals["faits"] = faits
