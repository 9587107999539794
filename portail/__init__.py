"""Top floor: the front door. The only package that knows all the others."""

from flask import Flask

from socle.rooms import open_rooms

from . import menu

DOMAINS: tuple[str, ...] = (
    "accueil",
    "renvois",
    "reglages",
    "courrier",
    "cabinet",
    "demonstration",
    "documents",
)


def init_app(app: Flask) -> None:
    """Open the rooms of each domain."""
    menu.init_app(app)
    open_rooms(app, __name__, DOMAINS)
