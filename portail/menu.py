"""Navigation, drawn from what domains declare: the places, what is the person's own, the bell, the foot."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from flask import Flask, request, url_for
from flask_login import current_user

from socle.rubriques import ZONES, Line, Rubrique, Shelf, rubriques_of, what_waits
from socle.viewers import bare


class Lieu(NamedTuple):
    """A place of the house, as the rail shows it."""

    label: str
    url: str
    icon: str
    current: bool
    waiting: int


class Lien(NamedTuple):
    """A line of a shelf, or a service of the chamber: how many things wait, whether one is there."""

    label: str
    url: str
    unread: int
    current: bool


class Etagere(NamedTuple):
    """A shelf and its lines; ``empty``: title, sentence, address, words of the link."""

    name: str
    title: str
    news: str
    words: tuple[str, str]
    empty: tuple[str, str, str, str]
    lines: tuple[Lien, ...]


class Rail(NamedTuple):
    """All that the rail says."""

    places: tuple[Lieu, ...]
    shelves: tuple[Etagere, ...]
    services: tuple[Lien, ...]


def menu() -> dict[str, Any]:
    """What the layouts show: the rail, the bell, the foot (the names of the dictionary)."""
    viewer = bare(current_user)
    zones = {zone: rubriques_of(zone, viewer) for zone in ZONES}
    counts, shelves = what_waits(viewer)
    rail = Rail(
        _places(zones["lieux"], counts),
        tuple(_shelf(one, lines) for one, lines in shelves.items()),
        tuple(_line(_url(one), one.label) for one in zones["chambre"]),
    )
    return {
        "rail": rail,
        "bell": sum(counts.get(one, 0) for one in zones["cloche"]),
        "notifications_url": next((_url(one) for one in zones["cloche"]), None),
        "au_pied": [(one.label, _url(one)) for one in zones["pied"]],
    }


@cache
def _url(rubrique: Rubrique) -> str:
    return url_for(rubrique.endpoint, **rubrique.values)


def _places(rubriques: list[Rubrique], counts: Mapping[Rubrique, int]) -> tuple[Lieu, ...]:
    endpoint, blueprint = request.endpoint, request.blueprint
    return tuple(
        Lieu(
            *(one.label, _url(one), one.icon, endpoint == one.endpoint or blueprint in one.lights),
            counts.get(one, 0),
        )
        for one in rubriques
    )


def _shelf(shelf: Shelf, lines: list[Line]) -> Etagere:
    title, sentence, endpoint, words = shelf.empty
    empty = (title, sentence, _address(endpoint), words)
    told = (_line(_address(shelf.endpoint, shelf.key, one.value), one.label, one.waiting) for one in lines)
    return Etagere(shelf.name, shelf.title, shelf.news, shelf.words, empty, tuple(told))


@lru_cache(1024)
def _address(endpoint: str, key: str = "", value: Any = None) -> str:
    return url_for(endpoint, **{key: value} if key else {})


def _line(url: str, label: str, waiting: int = 0) -> Lien:
    return Lien(label, url, max(0, waiting), _lit(url))


def _lit(url: str) -> bool:
    """A line is lit on its page and on those below it."""
    return request.path == url or request.path.startswith(f"{url}/")


def init_app(app: Flask) -> None:
    """Give the menu to the layouts; asked only when a page is drawn."""

    @app.context_processor
    def places() -> dict[str, Any]:
        return {"menu": _Once()}


class _Once:
    """The menu, made the first time a template looks at it: fragments and broadcasts never do."""

    def __init__(self) -> None:
        self._made: dict[str, Any] | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._made is None:
            self._made = menu()
        if name not in self._made:
            raise AttributeError(name)
        return self._made[name]

    def __bool__(self) -> bool:
        return request.url_rule is not None or request.routing_exception is None
