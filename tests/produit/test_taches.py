"""Jobs in a process of their own: the web process does none, the other one does them all and ends well."""

import signal
import subprocess
import sys
import time

import pytest

from tests.produit.programme import Programme
from tests.serveurs import ROOT


def told(person: Programme, words: str) -> list[str]:
    """The sentences of the bell that hold these words."""
    return [
        one["phrase"] for one in person.get("/notifications")[1]["notifications"] if words in one["phrase"]
    ]


@pytest.mark.serveur
def test_the_process_of_the_jobs_does_them(new_produit):
    produit = new_produit(TACHES="separees")
    amina, hugo = Programme(produit.url, "amina"), Programme(produit.url, "hugo")
    fil_id = amina.get("/fils")[1]["fils"][0]["id"]
    before = len(told(hugo, "vous a interpellé"))
    assert amina.post(f"/fils/{fil_id}/messages", texte="Bonjour @hugo", cle="a-part")[0] == 201
    time.sleep(2)
    assert len(told(hugo, "vous a interpellé")) == before
    apart = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "taches"], cwd=ROOT, env=produit.env
    )
    try:
        until = time.monotonic() + 20
        while len(told(hugo, "vous a interpellé")) == before and time.monotonic() < until:
            time.sleep(0.2)
        assert len(told(hugo, "vous a interpellé")) == before + 1
        apart.send_signal(signal.SIGTERM)
        assert apart.wait(15) == 0
    finally:
        apart.kill()
