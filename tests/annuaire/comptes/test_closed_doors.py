"""What Flask-Security would open and we do not; forged demands; answers that are never kept."""

import pytest
from flask_security import Security

from socle.extensions import security
from tests.annuaire.conftest import MOT_DE_PASSE

THEIR_PAGES = [
    "/login",
    "/logout",
    "/register",
    "/reset",
    "/reset/x",
    "/change",
    "/confirm",
    "/confirm/x",
    "/verify",
    "/tf-setup",
    "/tf-setup/x",
    "/tf-validate",
    "/tf-rescue",
    "/tf-select",
    "/mf-recovery",
    "/mf-recovery-codes",
    "/us-signin",
    "/us-setup",
    "/us-verify",
    "/us-verify-link",
    "/wan-register",
    "/wan-signin",
    "/wan-delete",
    "/wan-verify",
    "/refresh-token",
    "/change-email",
    "/change-username",
    "/recover-username",
    "/login/oauthstart/github",
    "/fs-static/js/webauthn.js",
]


@pytest.fixture
def guarded(app):
    """The same house with the check of tokens that the other tests do without."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("path", THEIR_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_their_pages_do_not_exist(cast, visit, path, method):
    assert visit(cast.amina).send(method, path).status_code in (404, 405)


def test_the_door_hands_nothing_to_programs(cast, known, visit):
    known(cast.amina)
    typed = {"courriel": cast.amina.courriel, "mot_de_passe": MOT_DE_PASSE}
    json = {"Accept": "application/json"}

    asked = visit().get("/connexion", headers=json)
    sent = visit().send("post", "/connexion", json=typed, headers=json)
    forms = visit().send("post", "/connexion?include_auth_token=1", data=typed, headers=json)

    assert asked.mimetype == "text/html"
    assert sent.status_code == 422
    assert forms.status_code == 302
    for answer in (asked, sent, forms):
        assert "token" not in answer.text.replace("csrf_token", "")
        assert "Authentication-Token" not in answer.headers


def test_a_token_of_theirs_opens_nothing(app, cast, visit):
    with app.test_request_context():
        token = cast.amina.get_auth_token()

    visitor = visit()
    assert visitor.get("/moi", headers={"Authentication-Token": token}).status_code == 302
    assert visitor.get(f"/moi?auth_token={token}").status_code == 302
    assert visitor.send("post", "/api/v1/moi", json={"auth_token": token}).status_code in (401, 405)
    assert visitor.get("/api/v1/moi", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_their_old_way_of_naming_people_opens_nothing(cast, visit):
    visitor = visit()
    for mark in (cast.amina.fs_uniquifier, cast.amina.id, str(cast.amina.id), "", None):
        with visitor.client.session_transaction() as session:
            session["_user_id"] = mark
        assert visitor.get("/moi").status_code == 302


def test_nobody_is_remembered_beyond_the_session(app, cast, known, sign_in, visit):
    from flask_login.utils import encode_cookie

    visitor, _ = sign_in(known(cast.amina).courriel, remember="y", remember_me="on")
    assert {cookie.key for cookie in visitor.client._cookies.values()} == {"session", "appareil"}

    with visitor.client.session_transaction() as session, app.test_request_context():
        forged = encode_cookie(session["_user_id"])
    visitor.post("/deconnexion")
    stranger = visit()
    stranger.client.set_cookie("remember_token", forged)
    stranger.client.set_cookie("jamais", forged)
    assert stranger.get("/moi").status_code == 302


def test_their_commands_are_not_offered(app):
    assert "users" not in app.cli.commands
    assert "comptes" in app.cli.commands
    assert isinstance(app.extensions["security"], Security) and app.extensions["security"] is security


POSTS = [
    "/connexion",
    "/deconnexion",
    "/inscription",
    "/connexion/oubli",
    "/moi",
    "/moi/mot-de-passe",
    "/moi/connexions/fermeture",
    "/moi/jetons",
    "/moi/second-facteur",
    "/reglages/invitations",
]


@pytest.mark.parametrize("path", POSTS)
def test_a_forged_demand_is_refused(guarded, cast, visit, path):
    answer = visit(cast.admin).post(path)

    assert answer.status_code == 400
    assert "Rechargez-la" in answer.text


def test_the_token_of_another_session_is_refused(guarded, cast, visit):
    mine, theirs = visit(cast.amina), visit(cast.basile)
    token = theirs.get("/moi").text.split('name="csrf_token" value="')[1].split('"')[0]

    assert mine.post("/moi", nom="Autre", csrf_token=token).status_code == 400


def test_the_form_of_the_page_is_accepted(guarded, cast, known, visit):
    known(cast.amina)
    visitor = visit()
    token = visitor.get("/connexion").text.split('name="csrf_token" value="')[1].split('"')[0]

    answer = visitor.post(
        "/connexion", courriel=cast.amina.courriel, mot_de_passe=MOT_DE_PASSE, csrf_token=token
    )

    assert answer.status_code == 302


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_demand_from_another_site_is_refused(cast, known, visit, headers):
    typed = {"courriel": known(cast.amina).courriel, "mot_de_passe": MOT_DE_PASSE}

    assert visit().send("post", "/connexion", data=typed, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "path", ["/connexion", "/inscription", "/moi", "/moi/second-facteur", "/invitations/x"]
)
def test_pages_of_accounts_are_kept_by_nobody(cast, visit, path):
    visitor = visit(cast.amina) if path.startswith("/moi") else visit()

    answer = visitor.get(path)

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer.headers["Vary"]


def test_cookies_are_out_of_reach(cast, known, sign_in):
    _, answer = sign_in(known(cast.amina).courriel)

    told = answer.headers.getlist("Set-Cookie")
    assert len(told) == 2
    assert all("HttpOnly" in one and "SameSite=Lax" in one for one in told)


HTTPS = """
from portail.factory import create_app
from socle.extensions import db
app = create_app("production")
with app.app_context():
    db.create_all()
    db.session.remove()
print(app.test_client().get("/connexion", base_url="https://fabrique.example").headers["Set-Cookie"])
"""


def test_over_https_cookies_belong_to_this_host_only(elsewhere):
    told = elsewhere(HTTPS, PUBLIC_URL="https://fabrique.example", SECRET_KEY="k" * 40, RATE_LIMITS="on")

    assert (
        told.startswith("__Host-session=") and "Secure" in told and "Path=/" in told and "Domain" not in told
    )
