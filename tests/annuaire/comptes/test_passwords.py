"""Which passwords are refused, and that keys derive from the one secret of the place."""

import pytest

from annuaire.identite import derived
from annuaire.mots_de_passe import COMMON, OURS, SHORT, hashed, matches, weakness

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
    assert app.config["SECRET_KEY"] not in derived(app, "codes")
