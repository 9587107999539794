"""Navigation, drawn from what domains declare: the places, what is the person's own, the bell, the foot."""

from functools import cache
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user

from socle.rubriques import ZONES, Line, Rubrique, Shelf, rubriques_of, what_waits


def menu() -> dict[str, Any]:
    """What the layouts show: places, shelves, services, the bell, the foot (the names of the dictionary)."""
    zones = {zone: rubriques_of(zone, current_user) for zone in ZONES}
    counts, shelves = what_waits(current_user, (one for here in zones.values() for one in here))
    urls = {zone: [_url(one) for one in here] for zone, here in zones.items()}
    return {
        "places": [_place(one, counts.get(one, 0)) for one in zones["lieux"]],
        "shelves": [_shelf(one, lines) for one, lines in shelves.items()],
        "services": [_service(one) for one in zones["chambre"]],
        "bell": sum(counts.get(one, 0) for one in zones["cloche"]),
        "notifications_url": next(iter(urls["cloche"]), None),
        "au_pied": [(one.label, _url(one)) for one in zones["pied"]],
    }


@cache
def _url(rubrique: Rubrique) -> str:
    return url_for(rubrique.endpoint, **rubrique.values)


def _place(rubrique: Rubrique, count: int) -> dict[str, Any]:
    current = request.endpoint == rubrique.endpoint or request.blueprint in rubrique.lights
    return {
        "label": rubrique.label,
        "url": _url(rubrique),
        "icon": rubrique.icon,
        "current": current,
        "count": count,
    }


def _service(rubrique: Rubrique) -> dict[str, Any]:
    url = _url(rubrique)
    return {"label": rubrique.label, "url": url, "current": _lit(url)}


def _shelf(shelf: Shelf, lines: list[Line]) -> dict[str, Any]:
    title, sentence, endpoint, words = shelf.empty
    return {
        "name": shelf.name,
        "title": shelf.title,
        "news": shelf.news,
        "words": shelf.words,
        "empty": (title, sentence, url_for(endpoint), words),
        "lines": [_line(url_for(shelf.endpoint, **{shelf.key: line.value}), line) for line in lines],
    }


def _line(url: str, line: Line) -> dict[str, Any]:
    return {"label": line.label, "url": url, "unread": max(0, line.waiting), "current": _lit(url)}


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
