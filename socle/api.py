"""The API's frame: OpenAPI 3.1, one address prefix, dates in UTC; routes live in the ``api`` rooms."""

from typing import Any

from flask import Flask
from marshmallow import Schema, fields, validate
from sqlalchemy import Select

from .extensions import api, db
from .permissions import MOST

PREFIX = "/api/v1"


def _whole(default: int, least: int, most: int) -> fields.Integer:
    sentence = f"Un nombre entre {least} et {most} est attendu."
    bounds = validate.Range(least, most, error=sentence)
    return fields.Integer(load_default=default, validate=bounds, error_messages={"invalid": sentence})


class Asked(Schema):
    """Which part of a list: what comes after an id, and how many at most."""

    error_messages = {"type": "Un objet JSON est attendu."}
    after = _whole(0, 0, MOST)
    limit = _whole(100, 1, 100)


class AskedNewest(Asked):
    """The same for a list that begins with the newest; ``after`` is the id to go down from."""

    after = _whole(MOST, 0, MOST)
    limit = _whole(50, 1, 100)


def part(statement: Select[Any], key: Any, asked: dict[str, Any]) -> tuple[list[Any], int | None]:
    """The rows asked for, by ``key`` ascending, and the ``next`` to ask from (``None`` at the end)."""
    return _cut(statement.where(key > asked["after"]).order_by(key), key, asked["limit"])


def newest(statement: Select[Any], key: Any, asked: dict[str, Any]) -> tuple[list[Any], int | None]:
    """The same, by ``key`` descending."""
    return _cut(statement.where(key < asked["after"]).order_by(key.desc()), key, asked["limit"])


def _cut(statement: Select[Any], key: Any, limit: int) -> tuple[list[Any], int | None]:
    rows = list(db.session.scalars(statement.limit(limit + 1)))
    return rows[:limit], getattr(rows[limit - 1], key.key) if len(rows) > limit else None


def init_app(app: Flask) -> None:
    """Bind flask-smorest; its own error bodies are replaced by ``errors``, bound after it."""
    app.config.update(
        API_TITLE="Fabrique",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        # Guests read what is public; whoever has a token shows it.
        API_SPEC_OPTIONS={"security": [{}, {"jeton": []}]},
    )
    api.init_app(app)
    api.DEFAULT_ERROR_RESPONSE_NAME = "DEFAULT_ERROR"
    api.spec.components.security_scheme("jeton", {"type": "http", "scheme": "bearer"})
