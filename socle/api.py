"""The API's frame: OpenAPI 3.1, one address prefix, dates in UTC; routes live in the ``api`` rooms."""

from flask import Flask
from marshmallow import Schema, fields

from .extensions import api

PREFIX = "/api/v1"


class Problem(Schema):
    """An RFC 9457 answer, as errors are told to programs."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


def init_app(app: Flask) -> None:
    """Bind flask-smorest; its own error bodies are replaced by ``errors``, bound after it."""
    app.config.update(
        API_TITLE="Fabrique",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
    )
    api.init_app(app)
    api.DEFAULT_ERROR_RESPONSE_NAME = "DEFAULT_ERROR"
    api.spec.components.security_scheme("jeton", {"type": "http", "scheme": "bearer"})
