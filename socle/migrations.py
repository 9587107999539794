"""What Flask-Migrate keeps of an application, made for who migrates: no server loads Alembic."""

from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from .late import Late

flask_migrate = Late("flask_migrate")
commands = Late("flask_migrate.cli")


class Revisions(click.Command):
    """``flask db``: stands for Flask-Migrate's own group, loaded by who asks for it."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Begin the command: that of the group itself."""
        begun: click.Context = commands.db.make_context(info_name, args, parent=parent, **extra)
        return begun


class Migrations:
    """Stands in ``app.extensions["migrate"]`` until ``flask db``, or the preparation, asks anything of it."""

    def __init__(self, app: Flask, db: SQLAlchemy) -> None:
        self._app, self._db = app, db
        app.cli.add_command(Revisions("db", help="Migrations of the database."))

    def __getattr__(self, name: str) -> Any:
        folder = str(Path(self._app.root_path) / "migrations")
        made = flask_migrate.Migrate(db=self._db, directory=folder, render_as_batch=True)
        made.init_app(self._app)
        return getattr(self._app.extensions["migrate"], name)
