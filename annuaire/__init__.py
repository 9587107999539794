"""First floor: the people, the territories and the structures that everyone refers to."""

from flask import Flask

from socle.rooms import open_rooms

DOMAINS: tuple[str, ...] = (
    "territoires",
    "structures",
    "comptes",
    "roles",
)


def init_app(app: Flask) -> None:
    """Open the rooms of each domain."""
    open_rooms(app, __name__, DOMAINS)
