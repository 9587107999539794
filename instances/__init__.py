"""Third floor: who decides, and what follows."""

from flask import Flask

from socle.rooms import open_rooms

DOMAINS: tuple[str, ...] = ("organes", "seances", "decisions", "plans")


def init_app(app: Flask) -> None:
    """Open the rooms of each domain."""
    open_rooms(app, __name__, DOMAINS)
