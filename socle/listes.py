"""Listes: one declared list of a noun, read three ways: a page with filters, an address for programs, files.

All three start from ``visible()``, take the same filters from the same parameters, and cost the same
statements.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from itertools import islice
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask, render_template, request
from flask_login import current_user, login_required
from flask_smorest import Blueprint as ApiBlueprint
from marshmallow import fields
from sqlalchemy import Select, bindparam

from .api import Asked, AskedNewest, newest
from .columns import Whole
from .errors import NotVisible, Unprocessable
from .extensions import db
from .fiches import Fiche, fiche_of
from .fichiers import FEED, as_file, formats_of
from .filtres import LONGEST, Filtre
from .forms import Asked as Question
from .gestes import NOTHING, Offer, gestes_of, offer
from .once import built_once
from .openapi import Told
from .pages import Cut, Page, asked_after, counting, page, walked
from .permissions import fetch, require, visible
from .sujets import joined, page_of, sujet_for, under
from .templating import pluriel

PAGE, ROW = "_kit/pages/liste.html", "_kit/pages/rangee.html"
EMPTY = Page([], None, True)
COUNTED = 1_000  # beyond, a page says « plus de 1 000 »


@dataclass(frozen=True, eq=False)
class Liste:
    """A list of a noun at an address: ``/actions``, or ``propositions`` ``under`` a communauté, in it.

    ``always(viewer, values)`` are conditions besides the filters, ``lines`` makes columns of its rows, where
    a page of things would cost more. Programs walk it by ``key``, ``newest`` first or not.
    """

    noun: type
    at: str
    titre: str
    order: Callable[[], tuple[Any, ...]]
    _: KW_ONLY
    filters: tuple[Filtre, ...] = ()
    under: type | None = None
    within: Callable[[Any], Any] | None = None
    always: Callable[[Any, dict[str, Any]], list[Any]] = lambda viewer, values: []
    loads: Callable[[], tuple[Any, ...]] = tuple
    lines: Callable[[Select[Any]], Select[Any]] | None = None
    walk: Callable[..., tuple[list[Any], int | None]] = newest
    key: str = "id"
    name: str = "index"
    lead: str = ""
    nothing: tuple[str, str] = ("Rien ici pour l’instant.", "")
    template: str = PAGE
    row: str = ROW
    shown: Callable[[Any, "Shown"], Mapping[str, Any]] = lambda viewer, liste: {}
    pages: bool = True  # False: for programs only
    door: bool = False  # True: one signs in to read it
    rule: str = ""  # the verb that opens it, asked of the host, or of the platform

    @property
    def fiche(self) -> Fiche:
        """What is told of each row. Raises ``TypeError`` for a noun without a fiche."""
        fiche = fiche_of(self.noun)
        if fiche is None:
            raise TypeError(f"{self.noun.__name__} is listed, and nothing is told of it: declare its fiche")
        return fiche

    @property
    def path(self) -> str:
        """Its address."""
        return joined(page_of(self.under), self.at) if self.under else self.at

    def url(self, host: Any = None) -> str:
        """Its address, under this host."""
        return under(host, self.at) if host is not None else self.at

    def values(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """The filters in force."""
        found = {one.name: one.meant(asked) for one in self.filters}
        return {name: value for name, value in found.items() if value is not None}

    def rows(self, viewer: Any, host: Any, values: dict[str, Any]) -> Select[Any]:
        """What the viewer may read of it."""
        found: Select[Any] = visible(self.noun, viewer)
        if self.within:
            found = found.where(self.within(host))
        conditions = [one.condition(values[one.name], viewer) for one in self.filters if one.name in values]
        return found.where(*conditions, *self.always(viewer, values))

    def told(self, found: Select[Any]) -> Select[Any]:
        """What its page reads of each row: the thing with its loads, or columns."""
        return self.lines(found) if self.lines else found.options(*self.loads())

    def cut(self) -> Cut:
        """How it is cut into pages."""
        return Cut(self.order(), columns=self.lines is not None)

    def host(self, keys: dict[str, Any]) -> Any:
        """The thing whose list it is, if it is of one, for whoever may open the list."""
        host = fetch(self.under, **keys) if self.under else None
        if self.rule:
            require(self.rule, host)
        return host


class Questions(NamedTuple):
    """Filters in the shape of a bound form; one is never wrong: it means something, or no such page is."""

    fields: dict[str, Question]
    raw: Mapping[str, str]
    errors: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Shown:
    """A list as a page shows it."""

    liste: Liste
    host: Any
    values: dict[str, Any]
    asked: Mapping[str, str]
    rows: Page = EMPTY

    @property
    def url(self) -> str:
        """Its address without filters."""
        return self.liste.url(self.host)

    def kept(self, *without: str) -> dict[str, str]:
        """What the address says of the filters in force, but those."""
        told: dict[str, str] = {}
        for one in self.liste.filters:
            if one.name in self.values and one.name not in without:
                told |= one.kept(self.asked, self.values[one.name])
        return told

    def address(self, *without: str, **more: str) -> str:
        """The list with its filters, but those."""
        asked = self.kept(*without) | more
        return self.url + ("?" + urlencode(asked) if asked else "")

    @property
    def count(self) -> str:
        """« 3 besoins », « plus de 1 000 besoins »."""
        total = self.rows.total or 0
        known = pluriel(min(total, COUNTED), sujet_for(self.liste.noun).label.lower())
        return f"plus de {known}" if total > COUNTED else known

    @property
    def drawn(self) -> list[str]:
        """The filters that the page asks about."""
        return [one.name for one in self.liste.filters if one.shown]

    @property
    def pills(self) -> list[tuple[str, str]]:
        """Each of them in force, and the address without it."""
        return [
            (one.told(self.values[one.name]), self.address(one.name))
            for one in self.liste.filters
            if one.name in self.values and one.shown
        ]

    @cached_property
    def form(self) -> Questions:
        """The filters as questions, for the macros of the kit, which look at them many times."""
        asked = {
            one.name: Question(
                "choix" if one.choices else "ligne", one.label, "", False, LONGEST, one.drawn()
            )
            for one in self.liste.filters
        }
        typed = {name: words[:LONGEST] for name, words in self.asked.items()}
        return Questions(asked, defaultdict(str, typed | self.kept()))

    @property
    def offer(self) -> Offer | None:
        """What one does at the same address: to add to the list."""
        known = gestes_of(NOTHING if self.host is None else type(self.host))
        here = (one for one in known if one.pages and one.at == self.liste.at.lstrip("/"))
        return next((offer(self.host, one.verb) for one in here), None)

    @property
    def files(self) -> list[tuple[str, str]]:
        """The same rows as files."""
        return [(name, self.address(format=name)) for name in formats_of(self.liste.fiche)]


HOST = SimpleNamespace(id=bindparam("host_id", type_=Whole))


@built_once
def _unfiltered(viewer: Any, liste: Liste, first: bool) -> Select[Any]:
    found = liste.rows(viewer, HOST, {})
    return liste.cut().of(liste.told(found), first, counting(found, COUNTED + 1))


@built_once
def _count(viewer: Any, liste: Liste) -> Select[Any]:
    return counting(liste.rows(viewer, HOST, {}), COUNTED + 1)


def _page(liste: Liste, host: Any, values: dict[str, Any]) -> Page:
    """A page of it, counted; whoever narrows nothing asks a statement that was built once."""
    if values:
        found, columns = liste.rows(current_user, host, values), liste.lines is not None
        counted = counting(found, COUNTED + 1)
        return page(liste.told(found), liste.order(), count=counted, columns=columns)
    token, cut = asked_after(), liste.cut()
    about = {"host_id": host.id} if host is not None else {}
    statement, known = _unfiltered(current_user, liste, not token)

    def count() -> int:
        statement, known = _count(current_user, liste)
        return int(db.session.scalar(statement, known | about) or 0)

    return cut.read(statement, known | about, token, count)


def _index(liste: Liste) -> Callable[..., Any]:
    def index(**keys: Any) -> Any:
        host, values = liste.host(keys), liste.values(request.args)
        if wanted := request.args.get("format"):
            found = liste.rows(current_user, host, values)
            return as_file(wanted, liste.titre, liste.fiche, _everything(liste, found, wanted))
        rows = _page(liste, host, values)
        shown = Shown(liste, host, values, request.args, rows)
        return render_template(liste.template, liste=shown, rows=rows, **liste.shown(current_user, shown))

    return login_required(index) if liste.door else index


def _everything(liste: Liste, found: Select[Any], wanted: str) -> Iterable[Any]:
    """Every row for a file; the newest alone for a feed, which people read from time to time.

    They are read while they are sent, by the session of that moment: that of the view is closed by then.
    """
    found = found.options(*liste.fiche.loads())
    if wanted != "atom" or not liste.fiche.dated:
        return walked(found, liste.order())
    dated, key = getattr(liste.noun, liste.fiche.dated), getattr(liste.noun, liste.key)
    return islice(walked(found.where(dated.is_not(None)), (dated.desc(), key.desc()), FEED), FEED)


def _programs(liste: Liste, blueprint: ApiBlueprint) -> Callable[..., Any]:
    mother = AskedNewest if liste.walk is newest else Asked
    name = f"{liste.fiche.plural.capitalize()}{'' if liste.name == 'index' else liste.name.capitalize()}"
    asked_schema = type(f"{name}Asked", (mother,), {one.name: one.field() for one in liste.filters})
    rows_field = fields.List(fields.Nested(liste.fiche.schema()), required=True)
    following = fields.Integer(allow_none=True, required=True)
    told: dict[str, fields.Field[Any]] = {liste.fiche.plural: rows_field, "next": following}

    @blueprint.arguments(asked_schema, location="query")  # type: ignore[untyped-decorator]
    @blueprint.response(200, Told.from_dict(told, name=f"{name}Liste"))  # type: ignore[untyped-decorator]
    def index(asked: dict[str, Any], **keys: Any) -> dict[str, Any]:
        host = liste.host(keys)
        try:
            values = liste.values(asked)
        except NotVisible as odd:
            raise Unprocessable(errors=odd.errors) from None
        found = liste.rows(current_user, host, values).options(*liste.fiche.loads())
        rows, beyond = liste.walk(found, getattr(liste.noun, liste.key), asked)
        return {liste.fiche.plural: [liste.fiche.row(one, current_user) for one in rows], "next": beyond}

    index.__doc__ = f"{liste.titre}: those that the caller may read; ``next`` is the id to ask from."
    guarded: Callable[..., Any] = login_required(index) if liste.door else index
    return guarded


_listes: list[Liste] = []


def listes() -> list[Liste]:
    """Every list of the house."""
    return list(_listes)


def open_listes(app: Flask, domain: str, table: tuple[Liste, ...], blueprint: ApiBlueprint) -> None:
    """Open the addresses of each list: ``plans.index`` (people, files), ``plans_api.index`` (programs)."""
    for liste in table:
        if liste not in _listes:
            _listes.append(liste)
        if liste.pages:
            app.add_url_rule(liste.path, f"{domain}.{liste.name}", _index(liste))
        blueprint.add_url_rule(liste.path, liste.name, _programs(liste, blueprint), methods=["GET"])
