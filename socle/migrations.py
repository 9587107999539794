"""What Flask-Migrate keeps of an application, made for who migrates: no server loads Alembic."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from .late import Late

flask_migrate = Late("flask_migrate")


class Migrations:
    """Stands in ``app.extensions["migrate"]`` until ``flask db``, or the preparation, asks anything of it."""

    def __init__(self, app: Flask, db: SQLAlchemy) -> None:
        self._app, self._db = app, db

    def __getattr__(self, name: str) -> Any:
        folder = str(Path(self._app.root_path) / "migrations")
        made = flask_migrate.Migrate(db=self._db, directory=folder, render_as_batch=True)
        made.init_app(self._app)
        return getattr(self._app.extensions["migrate"], name)
