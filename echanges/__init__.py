"""Second floor: where people meet."""

from flask import Flask

from socle.rooms import open_rooms

DOMAINS: tuple[str, ...] = ("lectures", "fils", "rencontres")


def init_app(app: Flask) -> None:
    """Open the rooms of each domain."""
    open_rooms(app, __name__, DOMAINS)
