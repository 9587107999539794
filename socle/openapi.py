"""What OpenAPI says of every operation: the answers it may give, errors as RFC 9457 tells them."""

from typing import Any

from flask_smorest import Api
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

    def _register_responses(self) -> None:
        """The same answers as the library declares, under the content type that we send."""
        known, self.DEFAULT_RESPONSE_CONTENT_TYPE = self.DEFAULT_RESPONSE_CONTENT_TYPE, PROBLEM
        try:
            super()._register_responses()
        finally:
            self.DEFAULT_RESPONSE_CONTENT_TYPE = known

    def tell(self) -> dict[str, Any]:
        """The document, as it is served."""
        told: dict[str, Any] = self.spec.to_dict()
        return told
