"""Odd values in addresses, queries, forms and JSON are turned down.

Never a failure of ours, never taken for another value.
"""

import json
import re
from base64 import urlsafe_b64encode
from itertools import product
from urllib.parse import quote

import pytest

from socle.sujets import Ref
from tests.droits.test_table import LINES
from tests.tirage import draw

NUMBERS = ("-1", "0", "9223372036854775807", "9223372036854775808", "9" * 5000, "٣", "1_0")
WORDS = ("a\x00b", "é" * 300, "../..")
TURNED = {400, 404, 405, 409, 414, 422}
INT, WORD = re.compile(r"<int:\w+>"), re.compile(r"<(?:path:)?\w+>")


def rules(app, method: str) -> list[str]:
    """Every declared address that has a number or a word in it."""
    ours = {line.endpoint for line in LINES}
    found = [r.rule for r in app.url_map.iter_rules() if r.endpoint in ours and method in r.methods]
    return [re.sub(r"<any\((\w+).*?\):\w+>", r"\1", rule) for rule in found if "<" in rule]


def filled(monde, rule: str, value: str, pattern: re.Pattern) -> str:
    """The address with this value in its last such hole, and real things in the others."""
    *others, last = pattern.findall(rule)
    head, tail = rule.rsplit(last, 1)
    path = head + quote(value) + tail
    for hole in INT.findall(path):
        path = path.replace(hole, str(monde.ids["note" if "note_id" in hole else "fil"]), 1)
    return WORD.sub("bonnes-pratiques", path)


def drawn(rules: list[str], values: tuple[str, ...], value: str) -> list[str]:
    """The addresses where this value is tried: whatever the draw, each tries one, and each value is tried."""
    return [
        rule for rule, tried in draw(product(rules, values), 4, keeping=lambda case: case) if tried == value
    ]


@pytest.mark.parametrize("value", NUMBERS, ids=lambda v: ascii(v)[:24])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_number_that_names_nothing_is_not_found(app, monde, method, value):
    for rule in drawn([rule for rule in rules(app, method) if INT.search(rule)], NUMBERS, value):
        path = filled(monde, rule, value, INT)
        status = monde.visit("Basile").send(method.lower(), path).status_code
        assert status in TURNED, f"{method} {path[:80]} answered {status}"


@pytest.mark.parametrize("value", WORDS, ids=ascii)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_word_that_names_nothing_is_not_found(app, monde, method, value):
    for rule in drawn([rule for rule in rules(app, method) if WORD.search(rule)], WORDS, value):
        path = filled(monde, rule, value, WORD)
        status = monde.visit("Basile").send(method.lower(), path).status_code
        assert status in TURNED | {308}, f"{method} {path[:80]} answered {status}"


QUERIES = (
    "/fils/{fil}?page=",
    "/fils/{fil}/messages?after=",
    "/communautes/bonnes-pratiques?apres=",
    "/notifications?apres=",
    "/communautes/bonnes-pratiques/propositions?apres=",
    "/ma-parole?apres=",
    "/api/v1/fils?after=",
    "/api/v1/fils?limit=",
    "/api/v1/fils?sujet=",
    "/api/v1/fils/{fil}/messages?after=",
    "/api/v1/notifications?after=",
    "/communautes/bonnes-pratiques/propositions?etat=",
    "/instances/ca/seances?apres=",
    "/decisions?apres=",
    "/decisions?organe=",
    "/decisions?annee=",
)


@pytest.mark.parametrize("query", QUERIES)
def test_an_odd_question_is_answered_calmly(monde, query):
    for value in (*NUMBERS, *WORDS, "fil:" + "9" * 5000, "fil:٣"):
        status = monde.visit("Amina").get(monde.path(query) + quote(value)).status_code
        assert status in TURNED | {200}, f"{query}{value[:40]!r} answered {status}"


TORN = [
    [],
    [1],
    [1, 2],
    ["a", "b"],
    [{"t": "2026-01-01"}, 1],
    [{"t": "2026-01-01T00:00:00"}, 1],
    [None, None],
    [True, True],
    [1.5, 1],
    [{"t": 3}, 1],
    [{"t": "x"}, 1],
    [[1], 1],
    {"a": 1},
    "x",
    3,
    [2**70, 1],
    [{"t": "2026-01-01T00:00:00+00:00"}, "x"],
]


@pytest.mark.parametrize("values", TORN, ids=str)
def test_a_torn_token_of_a_page_is_a_400(monde, values):
    token = urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    assert monde.visit("Amina").get(f"/communautes/bonnes-pratiques?apres={token}").status_code == 400


@pytest.mark.parametrize("depth", [1, 500])
def test_a_token_that_nests_is_a_400(monde, depth):
    token = urlsafe_b64encode(b"[" * depth * 100).decode().rstrip("=")
    assert monde.visit("Amina").get(f"/notifications?apres={token}").status_code in (400, 414)


def test_a_reference_is_read_or_not(app):
    for text in ("fil:" + "9" * 5000, "fil:-1", "fil:٣", "fil:", ":1", "fil", "fil:1:2", "f il:1", "fil:1 "):
        assert Ref.read(text) is None, text[:30]
    assert Ref.read("fil:12") == Ref("fil", 12)


ODD = ("a\x00b", "\ud800", "-1", str(2**63), "9" * 5000, "0001-01-01")
ACTS = [line for line in LINES if line.method == "POST"]


@pytest.mark.parametrize("line", ACTS, ids=str)
def test_an_odd_answer_never_breaks_the_house(monde, line):
    path, form = monde.path(line.path), {name: monde.path(value) for name, value in line.form.items()}
    nom = "Denis" if "/seances" in path or "/instances" in path else "Basile"
    answers = product([str(line)], ODD, form or ("compte", "rang", "seance", "proposition"))
    for _, value, name in draw(answers, 4, keeping=lambda answer: answer[2:]):
        if path.startswith("/api/"):
            status = monde.visit(nom).send("post", path, json={**form, name: value}).status_code
        else:
            typed = value.encode("utf-8", "surrogatepass")
            status = monde.visit(nom).post(path, **{**form, name: typed}).status_code
        assert status < 500, f"{path} {name}={value[:30]!r} answered {status}"
