"""What OpenAPI says of every operation: the answers it may give, errors as RFC 9457 tells them."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask, Response
from flask_smorest import Api, Blueprint
from marshmallow import RAISE, Schema, fields

PROBLEM = "application/problem+json"


class Told(Schema):
    """Mother of what programs are answered: nothing more than what is declared."""

    class Meta:
        unknown = RAISE


class Problem(Told):
    """An RFC 9457 answer, as errors are told to programs."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    maintenant = fields.Dict(keys=fields.String(), values=fields.Integer())


class Programs(Api):  # type: ignore[misc]
    """The API of the house: every error is a problem, and says so."""

    ERROR_SCHEMA = Problem
    DEFAULT_RESPONSE_CONTENT_TYPE: str

    def init_app(self, app: Flask, **options: Any) -> None:
        """Begin a document of which nothing is told yet."""
        self._untold: list[Callable[[], None]] = []
        self._telling = threading.Lock()
        super().init_app(app, **options)

    def register_blueprint(self, blueprint: Blueprint, **options: Any) -> None:
        """Open the addresses of a blueprint.

        What OpenAPI says of them is written when it is first read: every start would pay for it, and every
        process keep it.
        """
        app = self._app
        app.extensions["flask-smorest"]["blp_name_to_api"][blueprint.name] = self
        app.register_blueprint(blueprint, **options)
        self._untold.append(partial(self._describe, app, blueprint))

    def _describe(self, app: Flask, blueprint: Blueprint) -> None:
        name = blueprint.name
        blueprint.register_views_in_doc(self, app, self.spec, name=name, parameters=None)
        self.spec.tag({"name": name, "description": blueprint.description})

    def _openapi_json(self) -> Response:
        self.tell()
        answer: Response = super()._openapi_json()
        return answer

    def _register_responses(self) -> None:
        """The same answers as the library declares, under the content type that we send."""
        known, self.DEFAULT_RESPONSE_CONTENT_TYPE = self.DEFAULT_RESPONSE_CONTENT_TYPE, PROBLEM
        try:
            super()._register_responses()
        finally:
            self.DEFAULT_RESPONSE_CONTENT_TYPE = known

    def tell(self) -> dict[str, Any]:
        """The document, as it is served."""
        with self._telling:
            while self._untold:
                self._untold.pop(0)()
        told: dict[str, Any] = self.spec.to_dict()
        return told
