"""What the tests of people share: a known password, the last mail, another application with the guards up."""

import os
import re
import subprocess
import sys

import pytest
from sqlalchemy import select

from annuaire.mots_de_passe import hashed
from socle.courriels import Courriel
from socle.extensions import db

MOT_DE_PASSE = "quatre tortues lentes"


@pytest.fixture
def known(cast):
    """``known(cast.amina)``: that person may sign in with ``MOT_DE_PASSE``."""

    def give(compte):
        compte.mot_de_passe = hashed(MOT_DE_PASSE)
        db.session.commit()
        return compte

    return give


@pytest.fixture
def letters(app):
    """The mails written so far, the oldest first."""
    return lambda: list(db.session.scalars(select(Courriel).order_by(Courriel.id)))


@pytest.fixture
def link(letters):
    """The path of the first link of the last mail."""
    return lambda: re.search(r"http://localhost(/\S+)", letters()[-1].texte).group(1)


@pytest.fixture
def limits(app):
    """The pace of tries is counted, as it is outside tests."""
    app.config["RATELIMIT_ENABLED"] = True
    yield
    app.config["RATELIMIT_ENABLED"] = False


@pytest.fixture
def sign_in(visit):
    """``sign_in(courriel)``: a visit that typed its password at the door, and the answer it got."""

    def enter(courriel: str, mot_de_passe: str = MOT_DE_PASSE, **more):
        visitor = visit()
        return visitor, visitor.post("/connexion", courriel=courriel, mot_de_passe=mot_de_passe, **more)

    return enter


@pytest.fixture
def elsewhere(tmp_path):
    """``elsewhere(code, **settings)``: what a process of its own prints.

    Extensions serve one application at a time.
    """

    def run(code: str, **settings: str) -> str:
        settings = {"DATA_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", **settings}
        told = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": ".", **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return told.stdout.strip()

    return run
