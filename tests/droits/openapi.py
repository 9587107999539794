"""OpenAPI does not lie: what an address answers is what its page says, errors included."""

import re
from functools import cache
from typing import Any

import jsonschema_rs
from werkzeug.exceptions import HTTPException

from tests.visit import Visit

PROBLEM = "application/problem+json"


@cache
def document(app: Any) -> dict[str, Any]:
    """The page that programs read first."""
    told: dict[str, Any] = Visit(app).get("/api/v1/openapi.json").json
    return told


def wrong(app: Any, method: str, path: str, answer: Any) -> str | None:
    """What an answer of the API has that its page does not say; nothing when they agree."""
    kind = answer.content_type.partition(";")[0]
    if answer.status_code >= 400 and kind != PROBLEM:
        return f"{answer.status_code} is told as {kind}"
    try:
        endpoint, _ = app.url_map.bind("localhost").match(path.partition("?")[0], method=method)
    except HTTPException:  # an address of nothing: its refusal was looked at
        return None
    rule = next(one for one in app.url_map.iter_rules(endpoint) if method in one.methods)
    told = document(app)["paths"][re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)][method.lower()][
        "responses"
    ]
    said = told.get(str(answer.status_code), told["default"])
    if "$ref" in said:
        said = document(app)["components"]["responses"][said["$ref"].rpartition("/")[2]]
    if answer.status_code == 204:
        return None if "204" in told and not answer.data else "204 is not declared, or says something"
    if kind not in said.get("content", {}):
        return f"{answer.status_code} {kind} is not declared: {list(said.get('content', {}))}"
    schema = said["content"][kind]["schema"] | {"components": document(app)["components"]}
    errors = jsonschema_rs.validator_for(schema).iter_errors(answer.json)
    return "; ".join(f"{error.message} at {error.instance_path}" for error in errors) or None
