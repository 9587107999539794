"""Programs that send anything: no answer of ours is a bug, and none is other than what OpenAPI says."""

import random
import re
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis.core import NotSet
from schemathesis.generation import GenerationMode

from tests.droits.monde import GUEST
from tests.droits.openapi import document, wrong
from tests.droits.table import EVERYONE
from tests.droits.test_table import LINES
from tests.tirage import chance, drawing

PARTS, EXAMPLES = 8, 10 if drawing() else 200
KNOWN = 3  # times out of four, the thing of the address exists


def operations(app) -> list:
    """Every operation of the API, in the order of its page."""
    schema = schemathesis.openapi.from_dict(document(app))
    return [found.ok() for found in schema.get_all_operations()]


def known_paths(monde, method: str, path: str) -> list[str]:
    """Addresses of this operation that lead to things of the world."""
    pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) + r"(\?.*)?")
    told = (monde.path(line.path) for line in LINES if line.method == method)
    return [one.partition("?")[0] for one in told if pattern.fullmatch(one)]


def send(monde, nom: str, case: Any, known: list[str], chance: random.Random):
    """Send a case in the name of someone, to a thing that exists most of the time."""
    path = case.formatted_path
    if known and chance.randrange(4) < KNOWN:
        path = chance.choice(known)
    sent: dict[str, Any] = {"query_string": case.query or {}}
    if isinstance(case.body, bytes):
        sent |= {"data": case.body, "content_type": case.media_type}
    elif not isinstance(case.body, NotSet):
        sent["json"] = case.body
    return path, monde.visit(nom).send(case.method.lower(), path, **sent)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_program_finds_a_bug_or_a_lie(monde, part):
    for operation in operations(monde.app)[part::PARTS]:
        try_anything(monde, operation, part)
        monde.put_back()


def try_anything(monde, operation, part: int) -> None:
    """Send what the schema allows and what it does not, as each of the cast."""
    known = known_paths(monde, operation.method.upper(), operation.path)

    @hypothesis.seed(chance(f"programs {part}").getrandbits(32))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        strategies.sampled_from(EVERYONE),
        strategies.randoms(use_true_random=False),
    )
    def anything(case, nom, chance):
        path, answer = send(monde, nom, case, known, chance)
        assert answer.status_code < 500, (nom, case.method, path, case.body)
        assert wrong(monde.app, case.method.upper(), path, answer) is None, (nom, path, case.body)

    anything()


def test_known_things_are_asked_for(monde):
    assert GUEST in EVERYONE
    assert len(known_paths(monde, "GET", "/api/v1/propositions/{id}")) > 2
