"""Opening a domain: import its rooms in order and register what they declare."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from flask import Blueprint, Flask
from flask_smorest import Blueprint as ApiBlueprint

from .extensions import api

ROOMS = ("models", "permissions", "events", "sujet", "reactions", "carrier", "live", "api", "views", "cli")


def open_rooms(app: Flask, package: str, domains: tuple[str, ...]) -> None:
    """A room that does not exist is not needed; one that exists is always opened."""
    for domain in domains:
        for room in ROOMS:
            name = f"{package}.{domain}.{room}"
            if find_spec(name):
                blueprint = getattr(_opened(name), "bp", None)
                if isinstance(blueprint, ApiBlueprint):
                    api.register_blueprint(blueprint)
                elif isinstance(blueprint, Blueprint):
                    app.register_blueprint(blueprint)


def _opened(name: str) -> ModuleType:
    """A room with all its files: ``views`` may be a folder, one file a page, that shares the ``bp`` of its ``__init__``."""
    room = import_module(name)
    for page in iter_modules(getattr(room, "__path__", ())):
        import_module(f"{name}.{page.name}")
    return room
