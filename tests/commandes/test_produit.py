"""The product in a process of its own: it starts on a bare machine, and survives what machines do."""

import os
import subprocess
import sys

import pytest

from tests.serveurs import ROOT, clean_environment, free_port

pytestmark = pytest.mark.serveur


def test_it_says_that_it_can_serve(produit):
    assert produit.answers()


def test_killed_it_comes_back_with_its_data(new_produit):
    produit = new_produit()
    produit.kill9()
    assert not produit.answers()

    produit.restart()

    assert produit.answers()


def test_asked_to_stop_it_stops_at_once(new_produit):
    produit = new_produit()
    produit.end()
    assert produit.process.returncode == 0


def test_a_second_process_on_the_same_folder_is_refused_without_redis(produit):
    second = subprocess.run(
        [sys.executable, "-m", "deploy.place"],
        cwd=ROOT,
        env=clean_environment(DATA_DIR=produit.folder, PORT=free_port()),
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert "sert déjà" in second.stderr


def test_two_workers_are_refused_without_redis(prepared):
    produit = prepared(GUNICORN_CMD_ARGS="--workers 2")
    with pytest.raises(RuntimeError, match="Plusieurs processus demandent REDIS_URL"):
        produit.serve()
    produit.stop()


def test_a_port_already_taken_is_said_before_anything_is_touched(produit):
    refused = subprocess.run(
        [ROOT / "bin" / "run"],
        cwd="/",
        env=clean_environment(PORT=produit.port, DATA_DIR=produit.folder / "autre", PATH=os.environ["PATH"]),
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 1
    assert "est déjà pris" in refused.stderr
    assert not (produit.folder / "autre" / "fabrique.db").exists()
