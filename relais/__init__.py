"""Second floor: carriers of the news of the house."""

from flask import Flask

from socle.rooms import open_rooms

DOMAINS: tuple[str, ...] = ("notifications",)


def init_app(app: Flask) -> None:
    """Open the rooms of each domain."""
    open_rooms(app, __name__, DOMAINS)
