"""Fourth floor: needs become projects."""

from flask import Flask

from socle.rooms import open_rooms

DOMAINS: tuple[str, ...] = ("besoins", "depots", "instructions")


def init_app(app: Flask) -> None:
    """Open the rooms of each domain."""
    open_rooms(app, __name__, DOMAINS)
