"""Every address answers each person what the table says; an address that the table does not know fails."""

import pytest

from tests.droits import annuaire, echanges, espaces, fabrique, instances, moi, propositions, reglages
from tests.droits.monde import GUEST
from tests.droits.openapi import wrong
from tests.droits.table import DONE, DOOR, EVERYONE, THEIRS, Line
from tests.tirage import draw

LINES = [
    *echanges.LINES,
    *espaces.LINES,
    *propositions.LINES,
    *instances.LINES,
    *annuaire.LINES,
    *moi.LINES,
    *reglages.LINES,
    *fabrique.LINES,
]
QUIET = {"HEAD", "OPTIONS"}


def asked(monde, nom: str, line: Line):
    """What the person is answered, and how the table says it."""
    form = {name: monde.path(value) for name, value in line.form.items()}
    path = monde.path(line.path)
    visitor = monde.visit(nom)
    if line.method == "GET":
        answer = visitor.get(path)
    elif path.startswith("/api/"):
        answer = visitor.send(line.method.lower(), path, json=form)
    else:
        answer = visitor.post(path, **form)
    at_the_door = answer.status_code == 302 and answer.location.startswith("/connexion")
    return answer, DOOR if at_the_door else answer.status_code


def who_asks(line: Line, engine: str) -> list[str]:
    """Everyone; on PostgreSQL some may be drawn, but each answer of the line is given to somebody."""
    told = [(str(line), nom, answer) for nom, answer in line.expected().items()]
    drawn = told if engine == "sqlite" else draw(told, 4, keeping=lambda one: one[2:])
    return [nom for _, nom, _ in drawn]


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_person_is_answered_what_the_table_says(monde, engine, line):
    expected, told = line.expected(), {}
    for nom in who_asks(line, engine):
        answer, told[nom] = asked(monde, nom, line)
        if line.path.startswith("/api/") and not line.path.endswith("openapi.json"):
            assert wrong(monde.app, line.method, monde.path(line.path), answer) is None, nom
        if line.method != "GET" and answer.status_code < 400 and told[nom] != DOOR:
            monde.put_back()
    assert told == {nom: expected[nom] for nom in told}


def test_every_address_is_declared(app):
    declared = {(line.endpoint, line.method) for line in LINES}
    found = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] not in THEIRS
        for method in rule.methods - QUIET
    }
    assert found - declared == set(), "addresses that no line of the table declares"
    assert declared - found == set(), "lines of the table for addresses that are gone"


def test_a_line_leaves_nobody_out():
    with pytest.raises(ValueError, match="nobody says"):
        Line("x", "/x", {200: [GUEST]}).expected()
    with pytest.raises(ValueError, match="named twice"):
        Line("x", "/x", {200: [GUEST], DONE: EVERYONE}).expected()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_open_to_nobody(monde, method):
    known = {monde.path(line.path) for line in LINES if line.method == method.upper()}
    paths = {monde.path(line.path).split("?")[0] for line in LINES} - known
    assert {monde.visit("Admin").send(method, path).status_code for path in paths} == {405}
