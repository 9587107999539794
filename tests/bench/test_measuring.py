"""The commands of the bench, launched for real on a small data set."""

import re
import subprocess
import sys

import pytest

from tests.serveurs import ROOT, clean_environment

SMALL = ("--echelle", "0.01", "--tours", "1", "--secondes", "0.3")


def launched(module: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def cells(told: str, first: str) -> list[str]:
    """The cells of the first line of a table that begins so."""
    return [
        cell.strip() for cell in re.search(rf"^\| {re.escape(first)} .*$", told, re.MULTILINE)[0].split("|")
    ][1:-1]


@pytest.mark.serveur
def test_a_small_place_is_measured_from_end_to_end(engine, tmp_path):
    base, page = tmp_path / "base", tmp_path / "mesures.md"
    words = ("--moteur", engine, "--base", str(base), *SMALL)
    told = launched(
        "bench.mesures", *words, "--pages", "fil", "--actes", "--sockets", "20", "--ecrire", str(page)
    )
    fil, bare = cells(told, "fil"), cells(told, "liste nue")
    assert float(fil[9].replace(",", ".")) > 1  # dearer than the bare list
    assert float(bare[7].replace(",", ".")) > 0
    assert int(fil[10]) < int(cells(told, "fil, membre")[10])
    assert cells(told, "répondre")[1] == "1" and "même fil" in told
    assert cells(told, "une de 20")[1:3] == ["produit", "20 / 20"]
    assert page.read_text().count("<!-- mesure : ") == 4
    profile = launched("bench.profil", "reponse", *words[:6], "--fois", "3")
    assert cells(profile, "sans les nouvelles après la validation")


def test_a_folder_that_holds_something_else_is_refused(tmp_path):
    (tmp_path / "fabrique.db").write_text("autre chose")
    words = [sys.executable, "-m", "bench.mesures", "--base", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, env=clean_environment(), capture_output=True, text=True)
    assert done.returncode == 1 and "donnez un dossier vide" in done.stderr
    assert (tmp_path / "fabrique.db").read_text() == "autre chose"


def test_help_is_in_french():
    for module in ("bench.mesures", "bench.profil"):
        assert "affiche cette aide" in launched(module, "--aide")
