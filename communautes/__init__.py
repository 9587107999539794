"""Fourth floor: people talk, propose and report."""

from flask import Flask

from socle.rooms import open_rooms

DOMAINS: tuple[str, ...] = ("espaces", "propositions", "notes", "institution")


def init_app(app: Flask) -> None:
    """Open the rooms of each domain."""
    open_rooms(app, __name__, DOMAINS)
