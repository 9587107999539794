"""Pages kept for guests: one page for all, until anything is committed, and nothing of anyone in it."""

import gzip
from datetime import UTC, datetime

import pytest
from sqlalchemy import inspect, text
from werkzeug.test import Client

from communautes.espaces.models import Acces
from socle import guests
from socle.clock import at
from socle.database import Head
from socle.extensions import db
from socle.guests import GuestPages
from tests.makers import make_fil, say

CANARY = "canari-4f1b"


@pytest.fixture
def kept(app):
    """A browser without cookies before the kept pages, and what the application was asked."""
    asked = []

    def inner(environ, start_response):
        asked.append(environ["PATH_INFO"])
        db.session.rollback()
        with app.app_context():
            answer = app.wsgi_app(environ, start_response)
            told = list(answer)
            answer.close()
            return told

    client = Client(GuestPages(inner, Head()), use_cookies=False)
    client.asked = asked
    with at(datetime(2026, 11, 25, 12, tzinfo=UTC)):
        yield client


@pytest.fixture
def fil(cast):
    """A fil that guests read."""
    cast.pratiques.acces = Acces.PUBLIQUE
    made = make_fil(cast.pratiques, cast.amina, "Qui a un local ?")
    say(made, cast.amina, "Nous en avons un.")
    return made


def test_a_page_is_drawn_once_for_all_guests(kept, fil):
    first, second = kept.get(f"/fils/{fil.id}"), kept.get(f"/fils/{fil.id}")
    assert first.status_code == second.status_code == 200 and first.data == second.data
    assert kept.asked == [f"/fils/{fil.id}"]
    assert second.headers["Cache-Control"] == "no-cache" and "Cookie" in second.headers["Vary"]


def test_a_browser_that_holds_it_is_told_so(kept, fil):
    etag = kept.get(f"/fils/{fil.id}").headers["ETag"]
    again = kept.get(f"/fils/{fil.id}", headers={"If-None-Match": etag})
    assert again.status_code == 304 and again.data == b"" and again.headers["ETag"] == etag
    say(fil, fil.auteur, "Il est à Lens.")
    assert kept.get(f"/fils/{fil.id}", headers={"If-None-Match": etag}).status_code == 200


def test_it_comes_compressed_to_who_reads_that(kept, fil):
    plain = kept.get(f"/fils/{fil.id}").data
    small = kept.get(f"/fils/{fil.id}", headers={"Accept-Encoding": "gzip, br"})
    assert small.headers["Content-Encoding"] == "gzip" and gzip.decompress(small.data) == plain
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain) / 2


def test_whatever_is_written_is_seen_at_once(kept, fil, cast):
    assert "Deuxième" not in kept.get(f"/fils/{fil.id}").text
    say(fil, cast.amina, "Deuxième parole.")
    assert "Deuxième parole." in kept.get(f"/fils/{fil.id}").text
    cast.amina.nom = "Amina Renommée"
    db.session.commit()
    assert kept.get(f"/fils/{fil.id}").text.count("Amina Renommée") >= 2
    cast.pratiques.acces = Acces.PRIVEE
    db.session.commit()
    assert kept.get(f"/fils/{fil.id}").status_code == 404


def test_a_page_grows_old_by_the_minute(kept, fil):
    kept.get(f"/fils/{fil.id}")
    with at(datetime(2026, 11, 25, 12, 1, tzinfo=UTC)):
        kept.get(f"/fils/{fil.id}")
    assert len(kept.asked) == 2


def test_nothing_of_a_person_is_kept_nor_shown(kept, cast, visit):
    cast.amina.nom = f"Amina {CANARY}"
    db.session.commit()
    mine = visit(cast.amina)
    cookie = {"Cookie": f"session={mine.client.get_cookie('session').value}"}
    assert CANARY in kept.get("/communautes", headers=cookie).text
    for path in ("/communautes", "/communautes/bonnes-pratiques", "/"):
        assert CANARY in mine.get(path).text if path != "/" else True
        assert CANARY not in kept.get(path).text
        assert CANARY in kept.get(path, headers=cookie).text
        assert CANARY not in kept.get(path, headers={"Authorization": "Bearer rien"}).text


@pytest.mark.parametrize("path", ["/connexion", "/inconnu", "/api/v1/communautes", "/communautes?format=csv"])
def test_a_form_a_refusal_a_file_are_asked_each_time(kept, cast, path):
    first, second = kept.get(path), kept.get(path)
    assert first.status_code == second.status_code and "ETag" not in second.headers
    assert len(kept.asked) == 2


PAGE = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache"}
NOT_SHARED = {
    "it leaves a cookie": ("200 OK", {"Set-Cookie": "session=a"}),
    "it is somebody's": ("200 OK", {"Cache-Control": "private, no-store"}),
    "it says nothing": ("200 OK", {"Cache-Control": ""}),
    "it leads elsewhere": ("302 FOUND", {"Location": "/"}),
    "it refuses": ("404 NOT FOUND", {}),
    "it is no page": ("200 OK", {"Content-Type": "text/calendar"}),
}


@pytest.mark.parametrize("why", NOT_SHARED)
def test_what_is_not_everybodys_is_neither_kept_nor_changed(app, why):
    status, more = NOT_SHARED[why]

    def answers(environ, start_response):
        start_response(status, list((PAGE | more).items()))
        return [b"bonjour"]

    pages = GuestPages(answers, Head())
    told = Client(pages, use_cookies=False).get("/")
    assert (told.status, dict(told.headers), told.data) == (status, PAGE | more, b"bonjour")
    assert not pages._kept


def test_who_says_who_they_are_is_never_answered_what_is_kept(kept, cast):
    kept.get("/communautes")
    for name in ("Cookie", "Authorization"):
        assert "ETag" not in kept.get("/communautes", headers={name: "rien"}).headers
    kept.get("/communautes", environ_overrides={"wsgi.url_scheme": "https"})
    assert len(kept.asked) == 4


def test_only_what_is_the_same_for_all_is_said_to_be(app, cast, visit):
    said = visit().get("/communautes").headers["Cache-Control"]
    form = visit().get("/connexion").headers["Cache-Control"]
    visitor = visit()
    visitor.client.set_cookie("session", "ancienne")
    known = visitor.get("/communautes").headers["Cache-Control"]
    mine = visit(cast.amina).get("/communautes").headers["Cache-Control"]
    assert (said, form, known, mine) == ("no-cache", *["private, no-store"] * 3)


def test_two_hosts_two_questions_are_two_pages(kept, cast):
    kept.get("/communautes")
    kept.get("/communautes?apres=")
    kept.get("/communautes", headers={"Accept": "application/json"})
    kept.get("/communautes", headers={"Host": "ailleurs.example"})
    assert len(kept.asked) == 4


def test_what_is_kept_is_bounded(app, cast, monkeypatch):
    monkeypatch.setattr(guests, "WEIGHT", 60_000)
    pages = GuestPages(app.wsgi_app, Head())
    client = Client(pages, use_cookies=False)
    for number in range(20):
        client.get(f"/communautes?essai={number}")
    weight = sum(len(page.body) + len(page.gzipped) for page in pages._kept.values())
    assert 0 < weight <= pages._kept.currsize <= 60_000


def test_every_table_turns_the_head(monde, engine):
    """Whatever a guest's page reads, who writes it turns the head: each row, touched where it stands."""
    head, still = Head(), []
    for table in db.metadata.sorted_tables:
        key = list(table.primary_key)[0].name
        before = head.turned()
        db.session.execute(text(f'UPDATE "{table.name}" SET "{key}" = "{key}"'))
        many = db.session.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar()
        db.session.commit()
        if many and head.turned() == before:
            still.append(table.name)
    assert not still and len(inspect(db.engine).get_table_names()) > 30


def test_a_reader_turns_nothing(cast, visit):
    head, amina = Head(), visit(cast.amina)
    amina.get("/communautes")
    before = head.turned()
    amina.get("/communautes/bonnes-pratiques")
    visit().get("/")
    assert head.turned() == before is not None


def test_two_writers_who_finish_in_the_other_order_each_turn_it(cast, engine):
    """On PostgreSQL the highest id stands still when the older transaction commits last."""
    if engine == "sqlite":
        assert Head()._asked == "PRAGMA data_version"  # writers come one by one
        return
    head, seen = Head(), []
    with db.engine.connect() as first, db.engine.connect() as second:
        touch = text("INSERT INTO fait (xact, kind, details, survenu_le) VALUES (0, 'x', '{}', now())")
        first.execute(touch)
        second.execute(touch)
        seen.append(head.turned())
        second.commit()
        seen.append(head.turned())
        first.commit()
        seen.append(head.turned())
    assert len(set(seen)) == 3


def test_without_its_database_nothing_is_kept(app, cast, monkeypatch):
    head = Head()
    monkeypatch.setattr(head, "_opened", lambda: 1 / 0)
    assert head.turned() is None
    pages = GuestPages(app.wsgi_app, head)
    assert Client(pages, use_cookies=False).get("/communautes").status_code == 200 and not pages._kept


def test_where_the_product_begins_is_part_of_the_address(app):
    def answers(environ, start_response):
        start_response("200 OK", list(PAGE.items()))
        return [environ["SCRIPT_NAME"].encode()]

    client = Client(GuestPages(answers, Head()), use_cookies=False)
    begins = [client.get("/", environ_overrides={"SCRIPT_NAME": one}).text for one in ("//ailleurs", "", "")]
    assert begins == ["//ailleurs", "", ""]


def test_an_address_longer_than_what_people_share_is_not_kept(kept, cast):
    for _ in range(2):
        assert kept.get(f"/communautes?essai={'x' * guests.LONGEST}").status_code == 200
    assert len(kept.asked) == 2


GZIP = {"gzip;q=0": False, "identity, *;q=0": False, "br": False, "": False, "br;q=1, gzip;q=0.2": True}


@pytest.mark.parametrize("said", GZIP)
def test_who_refuses_gzip_is_not_sent_it(kept, cast, said):
    answer = kept.get("/communautes", headers={"Accept-Encoding": said})
    assert ("Content-Encoding" in answer.headers) == GZIP[said]
    assert answer.headers.getlist("Vary") == ["Cookie", "Accept-Encoding"]


def test_a_head_that_lost_its_connection_never_says_again_what_it_said(cast):
    """SQLite counts commits for one connection: another begins anew, and would meet the same numbers."""
    head, said = Head(), set()
    for _ in range(6):
        said.add(head.turned())
        db.session.execute(text("UPDATE communaute SET nom = nom"))
        db.session.commit()
        head._line.close()
        assert head.turned() is None
    assert len(said) == 6
