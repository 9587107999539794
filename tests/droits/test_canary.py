"""What is written in a private communauté comes out nowhere.

No page, no search, no refusal, no socket, no mail, no count.
"""

import re
from collections.abc import Iterable
from itertools import product

import pytest

from echanges.fils.models import Fil
from relais.notifications.models import Notification
from socle.courriels import Courriel
from socle.extensions import db
from socle.jobs import carry_all
from socle.sujets import sujets
from tests.droits.cellule import CANARY, OUTSIDERS
from tests.droits.monde import GUEST
from tests.droits.test_table import LINES
from tests.makers import say
from tests.tirage import draw

PLACES = {
    "nom": "/communautes/cellule",
    "objet": "/communautes",
    "regles": "/communautes/cellule",
    "etape": "/communautes/cellule",
    "fil": "/communautes/cellule",
    "reworded": "/fils/{secret_fil}",
    "message": "/fils/{secret_fil}/messages/{secret_message}",
    "proposition": "/communautes/cellule/propositions",
    "retenue": "/notes/{secret_note}",
    "note": "/notes/{secret_note}",
    "comments": "/fils/{secret_comments}",
    "demande": "/demandes/{secret_demande}",
    "reponse": "/demandes/{secret_demande}",
}
SECRETS = (
    "secret_fil",
    "secret_message",
    "secret_proposition",
    "secret_note",
    "secret_comments",
    "secret_ligne",
    "secret_demande",
    "cellule",
)
INT, WORD = re.compile(r"<int:\w+>"), re.compile(r"<(?:path:)?\w+>")
WORDS = ("cellule", "{secret_reference}", "{secret_note_reference}")
STRANGERS = (GUEST, *OUTSIDERS)
EVENTS = ("fil:follow", "fil:leave", "fil:typing", "heads")


@pytest.fixture
def numbers(monde) -> list[int]:
    """The numbers of everything private."""
    return sorted({monde.ids[name] for name in SECRETS})


def clean(answer) -> bool:
    """Whether nothing private is in an answer, headers included."""
    return CANARY not in answer.text.lower() and CANARY not in str(answer.headers).lower()


@pytest.mark.parametrize("field", PLACES)
def test_a_member_sees_it(monde, field):
    assert f"{CANARY}-{field}" in monde.visit("Basile").get(monde.path(PLACES[field])).text


def test_a_member_is_told(monde):
    told = db.session.scalars(db.select(Notification).where(Notification.phrase.contains(CANARY))).all()
    assert {one.compte_id for one in told} <= {monde.photo.people[nom] for nom in ("Amina", "Basile", "Hugo")}
    assert monde.photo.people["Hugo"] in {one.compte_id for one in told}
    assert CANARY in monde.visit("Hugo").get("/notifications").text
    assert CANARY in monde.visit("Hugo").get("/api/v1/notifications").text


def every_address(app, monde, numbers, method: str) -> set[str]:
    """Each declared address, with every private number and word in its holes."""
    found = set()
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<any\((\w+).*?\):\w+>", r"\1", rule.rule)
        if method not in rule.methods or rule.endpoint in ("static", "sante"):
            continue
        for number in numbers if INT.search(path) else [0]:
            for word in WORDS if WORD.search(path) else [""]:
                found.add(WORD.sub(monde.path(word), INT.sub(str(number), path)))
    refs = {f"/vers/{kind}:{number}" for kind in sujets() for number in numbers}
    return found | refs if method == "GET" else found


def drawn_for(nom: str, paths: Iterable[str], one_in: int) -> list[str]:
    """The addresses where this stranger looks: whatever the draw, each is looked at by somebody."""
    looks = draw(
        product(STRANGERS, sorted(paths)),
        one_in,
        keeping=lambda look: (look[0], re.sub(r"\d+", "0", look[1])),
    )
    return [path for stranger, path in looks if stranger == nom]


@pytest.mark.parametrize("nom", STRANGERS)
def test_no_page_tells_it(app, monde, numbers, nom):
    visitor = monde.visit(nom)
    paths = every_address(app, monde, numbers, "GET")
    queries = {
        f"{path}?{query}"
        for path in (
            "/communautes",
            "/",
            "/recherche",
            "/api/v1/fils",
            "/api/v1/recherche",
            "/notifications",
            "/communautes/bonnes-pratiques/propositions/nouvelle",
            "/ma-parole",
        )
        for query in (
            f"q={CANARY[:-1]}",
            f"sujet=communaute:{monde.ids['cellule']}",
            *(f"messages={number}" for number in numbers),
        )
    }
    assert len(paths) > 100
    leaks = [path for path in drawn_for(nom, paths | queries, 8) if not clean(visitor.get(path))]
    assert leaks == []


@pytest.mark.parametrize("nom", ["Édith", "Farid", "Denis", "Admin"])
def test_no_refusal_of_an_act_tells_it(app, monde, numbers, nom):
    visitor = monde.visit(nom)
    acts = [
        line for line in LINES if line.method == "POST" and ("secret" in line.path or "cellule" in line.path)
    ]
    assert len(acts) > 15
    for line in acts:
        form = {name: monde.path(value) for name, value in line.form.items()}
        answers = [
            visitor.post(monde.path(line.path), **form),
            visitor.post(monde.path(line.path), texte="", titre=""),
        ]
        assert all(map(clean, answers)), str(line)
    for number in numbers:
        words = {
            "titre": "x",
            "description": "x",
            "objectif": "x",
            "messages": [number],
            "reponse_a": number,
            "texte": "x",
            "cle": f"c{number}",
            "mandat": number,
            "seance": number,
            "sujet": f"note:{number}",
        }
        for path in (
            "/communautes/tiers-lieux/propositions",
            "/apercu",
            "/communautes/bonnes-pratiques/demandes",
        ):
            assert clean(visitor.send("post", path, data=words, follow_redirects=True)), path


@pytest.mark.parametrize("nom", OUTSIDERS)
def test_no_socket_tells_it(monde, numbers, nom):
    socket, _ = monde.visit(nom).listen()
    for event in EVENTS:
        for number in numbers:
            asked = {"fils": [number]} if event == "heads" else {"fil_id": number}
            said = monde.visit(nom).ask(socket, event, **asked)
            assert CANARY not in str(said)
            assert (
                event == "fil:leave"
                or number != monde.ids["secret_fil"]
                or said in ({"ok": True}, {"ok": False, "reason": said.get("reason")})
            )
    socket.get_received()
    member, answer = monde.visit("Basile").listen("fil:follow", fil_id=monde.ids["secret_fil"])
    assert answer["ok"] and CANARY in str(answer)
    member.get_received()
    say(db.session.get(Fil, monde.ids["secret_fil"]), monde.person("Amina"), f"{CANARY}-live @edith @farid")
    assert CANARY in str(member.get_received())
    assert socket.get_received() == []


def test_no_mail_and_no_news_tell_it(monde):
    fil = db.session.get(Fil, monde.ids["secret_fil"])
    say(fil, monde.person("Amina"), f"{CANARY}-named @edith @farid @gwen @hugo @denis @admin")
    carry_all()
    db.session.expire_all()
    ours = {monde.photo.people[nom] for nom in ("Amina", "Basile", "Hugo")}
    told = db.session.scalars(db.select(Notification).where(Notification.phrase.contains(CANARY))).all()
    mails = [m for m in db.session.scalars(db.select(Courriel)) if CANARY in f"{m.sujet}{m.texte}{m.html}"]
    assert monde.photo.people["Hugo"] in {one.compte_id for one in told} & {one.compte_id for one in mails}
    assert {one.compte_id for one in [*told, *mails]} <= ours


def test_who_looks_after_mails_does_not_read_them(monde):
    mails = [m.id for m in db.session.scalars(db.select(Courriel)) if CANARY in m.texte]
    assert mails
    assert "Une nouvelle pour " in monde.visit("Admin").get("/reglages/courriels").text
    for number in mails:
        assert clean(monde.visit("Admin").get(f"/reglages/courriels/{number}"))


@pytest.mark.parametrize("nom", STRANGERS)
def test_counts_and_pages_are_those_of_a_house_without_it(app, monde, without_secrets, nom):
    paths = [
        monde.path(line.path)
        for line in LINES
        if line.method == "GET"
        and "secret" not in line.path
        and "cellule" not in line.path
        and not line.path.startswith(("/sante", "/static", "/cabinet"))
        and "/reglages/courriels" not in line.path  # that mails left, whoever runs the platform may count
    ]
    drawn = drawn_for(nom, paths, 4)
    seen = {path: plain(monde.visit(nom).get(path)) for path in drawn}
    other = without_secrets()
    told = {path: plain(other.visit(nom).get(path)) for path in drawn}
    assert len(paths) > 35
    assert [path for path in drawn if seen[path] != told[path]] == []


CHANGING = re.compile(
    r'(?:content|value)="[\w.-]{20,}"|datetime="[^"]*"|\d+ h \d\d|\d\d:\d\d|(?:il y a|dans) \d+ '
    r"\w+|\d{4}-\d\d-\d\dT[\d:+.]+|[0-9a-f]{12,64}"
)


def plain(answer) -> tuple[int, str]:
    """What a page says, without the tokens and the hours that change at each look."""
    return answer.status_code, CHANGING.sub("", answer.text)
