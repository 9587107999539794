"""Top floor: the front door. The only package that knows all the others."""

from flask import Flask

from socle.rooms import open_rooms

DOMAINS: tuple[str, ...] = ("accueil",)


def init_app(app: Flask) -> None:
    """Open the rooms of each domain."""
    open_rooms(app, __name__, DOMAINS)
