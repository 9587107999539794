"""Which passwords are refused, and that keys derive from the one secret of the place."""

import pytest

from annuaire.comptes.models import Compte, Invitation
from annuaire.identite import derived
from annuaire.invitations.actions import invite, link_of, new_secret
from annuaire.mots_de_passe import COMMON, OURS, SHORT, hashed, matches, weakness
from socle.extensions import db
from tests.annuaire.conftest import MOT_DE_PASSE

COMMON_ONES = [
    "motdepasse123",
    "motdepasse2026!",
    "azertyuiop12",
    "azerty123456",
    "qwertyuiop123",
    "1q2w3e4r5t6y",
    "zaq12wsxcde3",
    "1qaz2wsx3edc",
    "passwordpassword",
    "P@ssw0rd1234",
    "Passw0rd!2026",
    "administrateur",
    "administrator123",
    "unbelievable",
    "christopher1",
    "manchesterunited",
    "jonathan1234",
    "iloveyou1234",
    "jetaimemonamour",
    "bonjour123456",
    "soleilsoleil",
    "marseille13000",
    "liverpoolfc1",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "123456789012",
    "000000000000",
    "123123123123",
    "abcdefghijkl",
    "147258369147",
    "hautsdefrance59",
    "lille2026lille",
    "!qaz2wsx3edc",
]
FINE = [
    "quatre tortues lentes",
    "cheval agrafe pile correcte",
    "le vélo bleu dort",
    "Fabrique-demo-2026",
    "kX9$vbn2Qpl4",
    "correcthorsebatterystaple",
    "Ceci est un test",
    "🐢🐢 lentes et sûres",
    "mon-mot-de-passe-tres-long",
    "7#kQ92!48_31",
]


@pytest.mark.parametrize("password", COMMON_ONES)
def test_what_everyone_tries_is_refused(password):
    assert weakness(password) == COMMON


@pytest.mark.parametrize("password", FINE)
def test_a_phrase_is_welcome(password):
    assert weakness(password) is None


def test_eleven_characters_are_too_few():
    assert weakness("kX9$vbn2Qpl") == SHORT


@pytest.mark.parametrize("password", ["amina-belkacem", "Belkacem.Amina59", "amina.belkacem!2026"])
def test_ones_own_name_is_no_password(password):
    assert weakness(password, "Amina Belkacem", "amina@exemple.fr") == OURS


def test_what_is_kept_is_argon2_and_needs_the_key_of_the_place(app):
    kept = hashed("quatre tortues lentes")

    assert kept.startswith("$argon2id$")
    assert matches("quatre tortues lentes", kept)
    assert not matches("quatre tortues lente", kept)
    assert not matches("quatre tortues lentes", None)
    app.config["SECURITY_PASSWORD_SALT"], before = "autre", app.config["SECURITY_PASSWORD_SALT"]
    try:
        assert not matches("quatre tortues lentes", kept)
    finally:
        app.config["SECURITY_PASSWORD_SALT"] = before


def test_each_use_has_a_key_of_its_own(app):
    assert len({derived(app, use) for use in ("mots de passe", "codes", "codes de secours")}) == 3
    assert app.config["CLE_DES_COMPTES"] not in derived(app, "codes")


@pytest.fixture
def vasseur(cast, known):
    """Amina under a longer name, once called otherwise: her name, her address, her alias may all be tried."""
    amina = known(cast.amina)
    amina.nom, amina.alias, amina.courriel = "Amina Belkacem", "amina-vasseur", "tresorerie@exemple.fr"
    db.session.commit()
    return amina


OWN = ["Belkacem.Amina59", "amina-vasseur", "tresorerie@exemple"]


def by_mail(compte, visit, link, password):
    visit().post("/connexion/oubli", courriel=compte.courriel)
    return visit().post(link(), nouveau=password)


def from_inside(compte, visit, link, password):
    return visit(compte).post("/moi/mot-de-passe", ancien=MOT_DE_PASSE, nouveau=password)


@pytest.mark.parametrize("door", [by_mail, from_inside])
@pytest.mark.parametrize("password", OWN)
def test_whoever_has_an_account_chooses_none_of_its_words(vasseur, visit, link, door, password):
    refused = door(vasseur, visit, link, password)

    assert refused.status_code == 422 and OURS in refused.text
    assert matches(MOT_DE_PASSE, db.session.get(Compte, vasseur.id).mot_de_passe)
    assert door(vasseur, visit, link, "un vélo rouge et lent").status_code == 302


@pytest.mark.parametrize("password", ["Ferrand.Nadia59", "nadia-coursive"])
def test_whoever_opens_an_account_chooses_none_of_its_words(app, cast, visit, password):
    with app.test_request_context():
        secret = new_secret()
        invite(None, "coursive@exemple.fr", "Nadia Ferrand", [], secret)
        db.session.commit()
        path = link_of(secret).removeprefix("http://localhost")
    typed = {"nom": "Nadia Ferrand", "mot_de_passe": password}

    by_link = visit().post(path, **typed)
    by_oneself = visit().post("/inscription", **typed, courriel="coursive@exemple.fr")

    assert (by_link.status_code, by_oneself.status_code) == (422, 422)
    assert OURS in by_link.text and OURS in by_oneself.text
    assert db.session.query(Compte).filter_by(courriel="coursive@exemple.fr").count() == 0
    assert db.session.query(Invitation).one().acceptee_le is None


def test_a_weak_password_is_told_with_what_else_is_wrong(visit):
    page = visit().post("/inscription", nom="", courriel="nadia@exemple.fr", mot_de_passe="court")

    assert page.status_code == 422 and SHORT in page.text
