"""What ``docs/contrat.md`` promises is so: its settings, people, pages, resources, sockets, OpenAPI page."""

import re
from pathlib import Path

import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound

from portail.demonstration.personnes import PERSONNES
from tests.serveurs import settings

ROOT = Path(__file__).parents[2]
PARTS = dict(
    re.findall(
        r"^## ([^(\n]+?)(?: \([^\n]*\))?\n(.*?)(?=^## |\Z)",
        (ROOT / "docs/contrat.md").read_text(),
        re.M | re.S,
    )
)
ABSENT = re.findall(r"`(/[^`…]*)", PARTS["Pages"].split("Not built yet")[1].split("\n\n")[0])
HOLES = {
    "<id>": "1",
    "<kind>:<id>": "fil:1",
    "<slug>": "ca",
    "<reference>": "BES-2026-0001",
    "<code>": "62",
    "<seq>": "0",
}


def promised() -> list[tuple[str, str]]:
    """Method and address of each page that the contract names."""
    text = PARTS["Pages"].split("Not built yet")[0]
    found = re.findall(r"`(POST )?(/[^`]*)`", text)
    for hole, value in HOLES.items():
        found = [(method, path.replace(hole, value)) for method, path in found]
    return [(method.strip() or "GET", path.split("?")[0]) for method, path in found]


@pytest.mark.parametrize(("method", "path"), promised(), ids=lambda one: one)
def test_each_promised_address_exists(app, method, path):
    app.url_map.bind("essai").match(path, method=method)


def test_what_is_not_built_answers_that_it_is_not_there(app):
    assert len(ABSENT) >= 6
    for path in ABSENT:
        with pytest.raises((NotFound, MethodNotAllowed)):
            app.url_map.bind("essai").match(path)


def test_settings_and_people_are_those_of_the_contract():
    named = set(re.findall(r"`([A-Z_]+)`", PARTS["Settings"]))
    assert named == settings() - {"WEB_CONCURRENCY", "GUNICORN_CMD_ARGS", "FLASK_APP", "FLASK_DEBUG"}
    people = set(re.findall(r"`([a-z]+)`", PARTS["Demonstration accounts"]))
    assert people <= {personne.compte.split("@")[0] for personne in PERSONNES} and len(people) == 10


@pytest.fixture
def openapi(app, visit) -> dict:
    """The page that programs read first."""
    told = visit().get("/api/v1/openapi.json")
    assert told.status_code == 200
    return told.json


def test_openapi_tells_every_address_of_the_api(app, openapi):
    assert openapi["openapi"] == "3.1.0"
    rules = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1/") and "openapi" not in rule.rule
    }
    told = {
        (path, method) for path, item in openapi["paths"].items() for method in item if method != "parameters"
    }
    assert told == rules
    resources = set(re.findall(r"`(\w+)[`?/]", PARTS["API"].split("Resources:")[1].split("A message is")[0]))
    assert {"moi", "communautes", "fils", "propositions", "notes", "besoins"} <= resources
    assert {path.split("/")[3] for path, _ in told} >= resources - {"tirages", "empreinte", "contenu"}


def test_sockets_hear_and_say_what_the_contract_tells():
    source = "".join(
        path.read_text()
        for package in ("socle", "echanges", "relais")
        for path in (ROOT / package).rglob("*.py")
    )
    heard = set(re.findall(r'@listens\("([\w:]+)"', source))
    said = set(re.findall(r'socketio\.emit\(\s*"([\w:]+)"', source))
    up, down = PARTS["Sockets"].split("Down:")
    assert heard == set(re.findall(r"`(fil:\w+|heads)`", up))
    assert said == set(re.findall(r"`(fil:\w+|notification|raccroche)`", down))
