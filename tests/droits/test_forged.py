"""Forged demands: without the token, from another site, under another name; reading changes nothing."""

import re
from itertools import product

import pytest

from communautes.espaces.models import Membre
from echanges.fils.models import Message
from socle.courriels import Courriel
from socle.extensions import db, socketio
from tests.droits.monde import GUEST
from tests.droits.test_table import LINES
from tests.tirage import draw

ACTS = [line for line in LINES if line.method == "POST"]
PAGES = [line for line in LINES if line.method == "GET"]
EVIL = "evil.example"


@pytest.fixture
def guarded(monde):
    """The same house, with the check of tokens that the other tests do without."""
    monde.app.config["WTF_CSRF_ENABLED"] = True
    yield monde
    monde.app.config["WTF_CSRF_ENABLED"] = False


def digest() -> dict[str, list]:
    """Every row of the database, but when people were last seen."""
    db.session.expire_all()
    quiet = {"connexion", "jeton"}
    tables = [table for table in db.metadata.sorted_tables if table.name not in quiet]
    return {table.name: sorted(map(str, db.session.execute(table.select()))) for table in tables}


def test_an_act_without_its_token_is_refused_and_changes_nothing(guarded):
    before = digest()
    ways = product(ACTS, ("Basile", "Denis"), ("data", "token", "json"))
    for line, nom, way in draw(ways, 4, keeping=lambda one: one):
        form = {name: guarded.path(value) for name, value in line.form.items()}
        sent = {way: form} if way != "token" else {"data": {**form, "csrf_token": "x"}}
        answer = guarded.visit(nom).send("post", guarded.path(line.path), **sent)
        assert answer.status_code == 400, f"{line} by {nom}, {way}: {answer.status_code}"
    assert digest() == before


def test_the_token_of_another_session_is_refused(guarded):
    page = guarded.visit("Basile").get(guarded.path("/fils/{fil}")).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    path = guarded.path("/fils/{fil}/messages")
    assert guarded.visit("Basile").post(path, texte="Oui", cle="k", csrf_token=token).status_code == 302
    assert guarded.visit("Amina").post(path, texte="Non", cle="k", csrf_token=token).status_code == 400


@pytest.mark.parametrize("nom", [GUEST, "Basile", "Denis", "Admin"])
def test_reading_changes_nothing(monde, nom):
    monde.visit(nom).get("/")
    before = digest()
    for line in PAGES:
        monde.visit(nom).get(monde.path(line.path))
    assert digest() == before


ELSEWHERE = (
    {"Origin": f"https://{EVIL}"},
    {"Origin": "null"},
    {"Origin": "http://localhost:81"},
    {"Sec-Fetch-Site": "cross-site"},
)
NOT_OURS = ({"Host": EVIL}, {"Host": f"localhost.{EVIL}"}, {"Host": f"{EVIL}:80"})


def drawn(lines: list, all_headers: tuple[dict, ...], headers: dict) -> list:
    """The addresses where these headers are tried: whatever the draw, each is tried with some."""
    tried = draw(product(lines, all_headers), 2, keeping=lambda one: one)
    return [line for line, sent in tried if sent == headers]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_an_act_from_elsewhere_is_refused(monde, headers):
    before = digest()
    for line in drawn(ACTS, ELSEWHERE, headers):
        form = {name: monde.path(value) for name, value in line.form.items()}
        answer = monde.visit("Basile").send("post", monde.path(line.path), data=form, headers=headers)
        assert answer.status_code == 403, str(line)
    assert digest() == before


@pytest.mark.parametrize("headers", NOT_OURS, ids=str)
def test_a_host_that_is_not_ours_is_refused(monde, headers):
    for line in drawn(PAGES, NOT_OURS, headers):
        answer = monde.visit("Basile").get(monde.path(line.path), headers=headers)
        assert answer.status_code == 400 and EVIL not in answer.text, str(line)


FORWARDED = {
    "X-Forwarded-Host": EVIL,
    "Forwarded": f"host={EVIL}",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/reglages",
}


def test_forwarded_names_are_believed_by_nobody(monde):
    for line in PAGES:
        answer = monde.visit("Basile").get(monde.path(line.path), headers=FORWARDED)
        assert EVIL not in answer.text + str(answer.headers) and "gopher" not in str(answer.headers), str(
            line
        )
    form = {"alias": "edith"}
    monde.visit("Basile").send("post", "/communautes/cellule/invitations", data=form, headers=FORWARDED)
    assert EVIL not in "".join(m.texte for m in db.session.scalars(db.select(Courriel)))


ORIGINS = [
    "https://evil.example",
    "null",
    "http://localhost:81",
    "https://localhost",
    "http://a.localhost",
    "",
    None,
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_socket_opened_elsewhere_is_refused(monde, origin):
    client = monde.visit("Amina").client
    db.session.rollback()
    sent = {"X-Forwarded-Host": EVIL} | ({"Origin": origin} if origin is not None else {})
    with monde.app.app_context():
        socket = socketio.test_client(monde.app, flask_test_client=client, headers=sent)
        assert not socket.is_connected()
    assert monde.visit("Amina").listen()[0].is_connected()


FRAMES = (
    None,
    [],
    "x",
    3,
    {},
    {"fil_id": None},
    {"fil_id": []},
    {"fil_id": "1"},
    {"fil_id": 2**63},
    {"fil_id": 10**40},
    {"fil_id": -1},
    {"fil_id": 1.5},
    {"fil_id": {"a": 1}},
    {"fil_id": 1, "after": "x"},
    {"fil_id": 1, "role": "x"},
    {"fils": "1"},
    {"fils": [None]},
    {"fils": list(range(101))},
    {"fils": [[1]]},
    {"fils": {"a": 1}},
)


@pytest.mark.parametrize("event", ["fil:follow", "fil:leave", "fil:typing", "heads"])
def test_an_odd_frame_is_refused_and_the_socket_lives(monde, event, monkeypatch):
    monkeypatch.setattr("socle.live.BURST", 1000.0)
    monkeypatch.setattr("socle.live.PACE", 1000.0)
    socket, _ = monde.visit("Amina").listen()
    for frame in FRAMES:
        with monde.app.app_context():
            assert socket.emit(event, frame, callback=True)["ok"] is False, frame
    assert socket.is_connected()
    assert monde.visit("Amina").ask(socket, "heads", fils=[monde.ids["fil"]])["ok"]


PROTECTED = {
    "id": "1",
    "auteur_id": "1",
    "compte_id": "1",
    "communaute_id": "1",
    "fonction": "animateur",
    "etat": "portee",
    "role": "admin_plateforme",
    "is_admin": "1",
    "actif": "1",
    "soutiens": "99",
    "rang": "99",
    "seq": "99",
    "reference": "X-1",
    "code": "XXX",
    "slug": "autre",
    "html": "<b>x</b>",
    "empreinte": "x",
    "principal": "1",
    "clos_le": "2026-01-01",
    "retire_le": "2026-01-01",
    "publiee_le": "2026-01-01",
    "cree_le": "2000-01-01",
    "animateur_id": "1",
    "gelee": "",
}


def test_pages_ignore_what_they_did_not_ask_and_programs_are_told(monde):
    amina = monde.visit("Amina")
    amina.post(monde.path("/fils/{fil}/messages"), **{**PROTECTED, "texte": "Dit", "cle": "k"})
    said = db.session.scalars(db.select(Message).order_by(Message.id.desc())).first()
    assert (said.auteur_id, said.rang, said.html) == (monde.ids["amina"], 3, "<p>Dit</p>")
    words = {"titre": "T", "description": "D", "objectif": "O"}
    page = amina.get(
        amina.post("/communautes/bonnes-pratiques/propositions", **{**PROTECTED, **words}).location
    ).text
    assert "PRO-BPR-" in page and "Déposée" in page and "X-1" not in page
    monde.visit("Édith").post("/communautes/bonnes-pratiques/membres", **PROTECTED)
    assert db.session.get(Membre, (1, monde.photo.people["Édith"])).fonction == "membre"
    refused = amina.send(
        "post", monde.path("/api/v1/fils/{fil}/messages"), json={"texte": "x", "cle": "z", "rang": 9}
    )
    assert refused.status_code == 422 and "rang" in refused.json["errors"]


@pytest.mark.parametrize(
    "line", [one for one in LINES if "secret" in one.path and "/vers/" not in one.path], ids=str
)
def test_what_is_hidden_and_what_is_not_there_are_answered_alike(monde, line):
    form = {name: monde.path(value) for name, value in line.form.items()}
    numbers = {name: "987654" for name in monde.ids if name.startswith("secret")}
    absent = line.path.format(**{**monde.ids, **numbers})
    if "reference" in line.path:
        absent = "/ref/PRO-ABC-2026-001"
    for nom in ("Édith", "Farid", "Admin"):
        sent = [
            monde.visit(nom).send(line.method.lower(), path, data=form)
            for path in (monde.path(line.path), absent)
        ]
        assert sent[0].status_code == sent[1].status_code
        assert bare(sent[0].text) == bare(sent[1].text)


def bare(text: str) -> str:
    """A page without its token."""
    return re.sub(r'(?:content|value)="[\w.-]{20,}"', "", text)
