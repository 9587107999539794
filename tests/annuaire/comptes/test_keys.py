"""Two keys: that of sessions may change, that of accounts stays; and where a place may be opened."""

import stat
from pathlib import Path

import pytest

import config
from config import PLACES, is_loopback, is_public

ENTER = """
import sys
from itsdangerous import BadSignature
from annuaire.comptes.models import Compte
from annuaire.facteurs.actions import accept_code, right_code, set_facteur
from annuaire.mots_de_passe import hashed, matches
from portail.factory import create_app
from socle.extensions import db, security
app = create_app("production")
with app.test_request_context():
    db.session.rollback()
"""
FIRST = (
    ENTER
    + """
    db.create_all()
    kept = hashed("quatre tortues lentes")
    amina = Compte(courriel="amina@exemple.fr", nom="Amina", alias="amina", mot_de_passe=kept)
    db.session.add(amina)
    db.session.commit()
    codes = set_facteur(amina, security.totp_factory.generate_totp_secret())
    db.session.commit()
signed = app.session_interface.get_signing_serializer(app).dumps({"_user_id": "secret"})
print(codes[0], signed)
"""
)
THEN = (
    ENTER
    + """
    amina = db.session.query(Compte).one()
    code, signed = sys.argv[1:]
    told = [matches("quatre tortues lentes", amina.mot_de_passe)]
    told.append(right_code(amina, security.totp_factory.generate_totp_password(amina.tf_totp_secret)))
    told.append(accept_code(amina, code))
try:
    app.session_interface.get_signing_serializer(app).loads(signed)
    told.append("inside")
except BadSignature:
    told.append("outside")
print(*told)
"""
)
HOME = {"PUBLIC_URL": "https://fabrique.example", "RATE_LIMITS": "on"}


def test_another_secret_key_asks_everyone_to_sign_in_and_takes_nothing_else(elsewhere, tmp_path):
    code, signed = elsewhere(FIRST, **HOME, SECRET_KEY="a" * 40).split()
    then = THEN.replace("sys.argv[1:]", repr([code, signed]))

    assert elsewhere(then, **HOME, SECRET_KEY="b" * 40) == "True True True outside"
    kept = tmp_path / "cles" / "comptes"
    assert kept.read_text() == "a" * 40
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [one.name for one in kept.parent.iterdir()] == ["comptes"]


def test_without_the_key_of_accounts_no_password_passes(elsewhere):
    elsewhere(FIRST, **HOME, SECRET_KEY="a" * 40)
    told = (
        ENTER
        + """
    print(matches("quatre tortues lentes", db.session.query(Compte).one().mot_de_passe))
"""
    )

    assert elsewhere(told, **HOME, SECRET_KEY="a" * 40) == "True"
    assert elsewhere(told, **HOME, SECRET_KEY="a" * 40, CLE_DES_COMPTES="c" * 40) == "False"


@pytest.fixture
def settings(monkeypatch, tmp_path):
    """``settings("production", SECRET_KEY=…)``: those of a place, on data of its own."""

    def made(place: str, **named: str):
        for name in ("SECRET_KEY", "CLE_DES_COMPTES", "HOST", "PORT", "PUBLIC_URL", "RATE_LIMITS"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATA_DIR": str(tmp_path), **named}.items():
            monkeypatch.setenv(name, value)
        found = PLACES[place]()
        found.check()
        return found

    return made


def test_a_key_made_here_is_kept_whole_for_its_owner_alone(settings, tmp_path):
    found = settings("development")

    assert len(found.SECRET_KEY) >= 43
    assert settings("development").SECRET_KEY == found.SECRET_KEY
    assert settings("development", SECRET_KEY="d" * 40).CLE_DES_COMPTES == found.CLE_DES_COMPTES
    for name in ("secret", "comptes"):
        assert stat.S_IMODE((tmp_path / "cles" / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("wrong", [{"SECRET_KEY": "court"}, {"SECRET_KEY": "a" * 40, "CLE_DES_COMPTES": "b"}])
def test_a_weak_key_starts_nothing_and_is_not_kept(settings, tmp_path, wrong):
    with pytest.raises(SystemExit):
        settings("production", PUBLIC_URL="https://fabrique.example", **wrong)
    assert not Path(tmp_path / "cles" / "comptes").exists()


HERE = [
    "http://localhost:8000",
    "http://127.0.0.1",
    "http://127.8.9.1:1",
    "http://[::1]:8000",
    "http://2130706433",
]
HERE += ["http://fabrique.localhost", "http://LOCALHOST.", "http://[::ffff:127.0.0.1]"]
NEAR = [
    "http://0.0.0.0:8000",
    "http://192.168.1.12:8000",
    "http://10.0.0.4",
    "http://172.31.0.1",
    "http://[fd00::1]",
]
NEAR += [
    "http://fabrique:8000",
    "http://fabrique.local",
    "http://169.254.1.1",
    "http://[::]:8000",
    "http://[fe80::1]",
]
FAR = [
    "https://fabrique.example",
    "http://cress-hdf.org",
    "http://8.8.8.8",
    "http://203.0.113.9",
    "http://134744072",
]
FAR += ["http://172.32.0.1", "http://[2001:db8::1]", "http://localhost.cress.fr", "http://10.0.0.4.nip.io"]


@pytest.mark.parametrize("url", FAR)
def test_a_public_address_is_for_production_alone(settings, url):
    assert is_public(url) and not is_loopback(url)
    with pytest.raises(SystemExit) as refused:
        settings("development", PUBLIC_URL=url)
    assert "FABRIQUE_PLACE=production" in str(refused.value)
    if url.startswith("https"):
        assert settings("production", PUBLIC_URL=url, SECRET_KEY="k" * 40).PLACE == "production"


@pytest.mark.parametrize("url", [*HERE, *NEAR])
def test_a_machine_of_ones_own_opens_and_is_warned_when_others_may_come(settings, url, caplog):
    found = settings("development", PUBLIC_URL=url)

    assert (is_loopback(url), is_public(url)) == (url in HERE, False)
    assert url == found.PUBLIC_URL
    assert [record.args for record in caplog.records] == ([(url,)] if url in NEAR else [])


def test_an_address_of_everyone_told_by_host_alone_is_warned_too(settings, caplog):
    assert settings("development", HOST="0.0.0.0").PUBLIC_URL == "http://0.0.0.0:8000"
    assert config.NEAR in [record.msg for record in caplog.records]
