"""Mails as they were written: links on the developer's own machine only, masked for administrators."""

import pytest

from socle.courriels import keep_mail
from socle.extensions import db

TEXT = (
    "Bonjour,\n\nChoisissez un mot de passe :\nhttp://localhost/connexion/nouveau-mot-de-passe/secret-canari"
)


@pytest.fixture
def letter(cast):
    """A mail with a link."""
    courriel = keep_mail("amina@demo.example", "Un lien <b>", TEXT, None)
    db.session.commit()
    return courriel


@pytest.fixture
def development(app):
    """The place where mails are read."""
    app.config["COURRIELS_LISIBLES"] = True
    yield
    app.config["COURRIELS_LISIBLES"] = False


def test_in_development_mails_are_read_with_working_links(letter, visit, development):
    assert "Un lien &lt;b&gt;" in visit().get("/dev/courriels").text
    page = visit().get(f"/dev/courriels/{letter.id}").text
    assert '<a href="http://localhost/connexion/nouveau-mot-de-passe/secret-canari"' in page


@pytest.mark.parametrize("peer", ["192.0.2.1", "10.0.0.1", "::ffff:127.0.0.1", "2001:db8::1"])
def test_from_another_machine_there_is_nothing(letter, visit, development, peer):
    for path in ("/dev/courriels", f"/dev/courriels/{letter.id}"):
        spoofed = {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"}
        assert visit().get(path, environ_base={"REMOTE_ADDR": peer}, headers=spoofed).status_code == 404


THROUGH = ["Forwarded", "Via", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"]
THROUGH += ["X-Forwarded-Server", "x-forwarded-anything"]


@pytest.mark.parametrize("name", THROUGH)
def test_behind_a_server_of_the_same_machine_there_is_nothing(letter, visit, development, name):
    for path in ("/dev/courriels", f"/dev/courriels/{letter.id}"):
        assert visit().get(path, headers={name: "127.0.0.1"}).status_code == 404
        assert visit().get(path, headers={"X-Request-Id": "7"}).status_code == 200


@pytest.mark.parametrize(
    "url", ["http://0.0.0.0:8000", "http://192.168.1.2:8000", "https://fabrique.example"]
)
def test_where_others_may_come_there_is_nothing(letter, visit, development, monkeypatch, url):
    path = f"/dev/courriels/{letter.id}"
    assert visit().get(path).status_code == 200
    monkeypatch.setitem(visit().app.config, "PUBLIC_URL", url)
    for one in ("/dev/courriels", path):
        assert visit().get(one).status_code == 404


def test_outside_development_there_is_nothing(letter, cast, visit):
    assert visit(cast.admin).get("/dev/courriels").status_code == 404
    assert visit(cast.admin).get(f"/dev/courriels/{letter.id}").status_code == 404


def test_an_administrator_reads_without_the_links(letter, cast, visit):
    page = visit(cast.admin).get(f"/reglages/courriels/{letter.id}").text

    assert "Choisissez un mot de passe" in page and "[lien masqué]" in page
    assert "secret-canari" not in page
    assert cast.who(
        lambda person: visit(person).get(f"/reglages/courriels/{letter.id}").status_code == 200
    ) == {"Admin"}


def test_a_mail_that_does_not_exist(cast, visit, development):
    for number in (999, 2**63):
        assert visit(cast.admin).get(f"/reglages/courriels/{number}").status_code == 404
        assert visit().get(f"/dev/courriels/{number}").status_code == 404


def test_programs_and_files_tell_no_more_than_the_page(letter, cast, visit):
    keep_mail("amina@demo.example", "Canari", "Canari", "<p>Canari</p>", cle="fait:1")
    db.session.commit()
    admin = visit(cast.admin)

    told = admin.get(f"/api/v1/reglages/courriels/{letter.id}").json
    listed = admin.get("/api/v1/reglages/courriels")
    files = [admin.get(f"/reglages/courriels?format={kind}").text for kind in ("csv", "json")]

    assert told["sujet"] == "Un lien <b>" and told["texte"].endswith("[lien masqué]")
    assert [one["sujet"] for one in listed.json["courriels"]] == [
        "Une nouvelle pour amina@demo.example",
        "Un lien <b>",
    ]
    assert "Canari" not in "".join([*files, listed.text]) and "Un lien" in files[0]
