"""Ground floor: tools without a domain. Nothing here knows what a communauté is."""

from flask import Flask

from . import api, courriels, database, errors, health, jobs, live, numbers, permissions, security, templating


def init_app(app: Flask) -> None:
    """Bind every tool to the application; the order is that of their needs."""
    for tool in (
        numbers,
        database,
        api,
        errors,
        templating,
        permissions,
        security,
        courriels,
        jobs,
        live,
        health,
    ):
        tool.init_app(app)
