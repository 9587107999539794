"""First floor: the people, the territories and the structures that everyone refers to."""

from flask import Flask

from socle.rooms import open_rooms

from . import identite

DOMAINS: tuple[str, ...] = (
    "territoires",
    "structures",
    "tentatives",
    "comptes",
    "roles",
    "facteurs",
    "jetons",
    "invitations",
    "profils",
)


def init_app(app: Flask) -> None:
    """Open the rooms of each domain, then say how people are recognised."""
    open_rooms(app, __name__, DOMAINS)
    identite.init_app(app)
