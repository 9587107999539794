"""Opening a domain: import its rooms in order and open what their tables declare."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from flask import Blueprint, Flask
from flask_smorest import Blueprint as ApiBlueprint

from .api import PREFIX
from .extensions import api
from .fiches import open_fiches
from .guichet import open_gestes
from .listes import open_listes

ROOMS = (
    *("models", "permissions", "events", "gestes", "sujet", "fiches"),
    *("reactions", "carrier", "live", "api", "views", "cli"),
)
_told: set[str] = set()  # blueprints kept by hand that know their rows already


def open_rooms(app: Flask, package: str, domains: tuple[str, ...]) -> None:
    """A room that does not exist is not needed; one that exists is always opened."""
    for domain in domains:
        names = {room: f"{package}.{domain}.{room}" for room in ROOMS}
        rooms = {room: _opened(name) for room, name in names.items() if find_spec(name)}
        _open_tables(app, domain, rooms)
        for room in rooms.values():
            blueprint = getattr(room, "bp", None)
            if isinstance(blueprint, ApiBlueprint):
                api.register_blueprint(blueprint)
            elif isinstance(blueprint, Blueprint):
                app.register_blueprint(blueprint)


def _open_tables(app: Flask, domain: str, rooms: dict[str, ModuleType]) -> None:
    """The rows of ``GESTES``, ``FICHES`` and ``LISTES``, once every room of the domain has spoken.

    Their programs stand beside those that the ``api`` room keeps by hand, when there are some; a second
    application of the same process finds them there already.
    """
    gestes = getattr(rooms.get("gestes"), "GESTES", ())
    fiches = getattr(rooms.get("fiches"), "FICHES", ())
    listes = getattr(rooms.get("fiches"), "LISTES", ())
    if gestes or fiches or listes:
        by_hand = getattr(rooms.get("api"), "bp", None)
        programs = by_hand
        if not by_hand or by_hand.name in _told:
            programs = ApiBlueprint(
                f"{domain}_api", domain, url_prefix=PREFIX, description=domain.capitalize()
            )
        open_gestes(app, domain, gestes, programs)
        open_fiches(fiches, programs)
        open_listes(app, domain, listes, programs)
        if by_hand:
            _told.add(by_hand.name)
        else:
            api.register_blueprint(programs)


def _opened(name: str) -> ModuleType:
    """A room with all its files; ``views`` may be a folder, a file by page, with the ``bp`` of its head."""
    room = import_module(name)
    for page in iter_modules(getattr(room, "__path__", ())):
        import_module(f"{name}.{page.name}")
    return room
