"""No page breaks a rule of accessibility where there is nothing to show yet."""

import json
import subprocess
import sys

import pytest

from tests.navigateur.conftest import knock
from tests.navigateur.pages import EMPTY
from tests.navigateur.regards import EVERY_TIME, OTHERS, SCREENS, broken, people
from tests.serveurs import ROOT, Produit
from tests.tirage import draw

pytestmark = pytest.mark.navigateur


@pytest.fixture(scope="session")
def empty_house(new_database, engine, tmp_path_factory):
    """The product on a database where each noun stands bare, and the numbers of those nouns."""
    house = Produit(folder=tmp_path_factory.mktemp("vide"))
    if engine == "postgresql":
        house.env["DATABASE_URL"] = new_database("vide")
    house.flask("db", "upgrade")
    made = subprocess.run(
        [sys.executable, "-m", "tests.navigateur.vide"],
        cwd=ROOT,
        env=house.env,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr[-3000:]
    house.serve()
    yield house, json.loads(made.stdout.splitlines()[-1])
    house.stop()


@pytest.mark.parametrize("name", people(EMPTY))
def test_no_empty_page_breaks_a_rule(page_for, axe, complaints, empty_house, name):
    house, ids = empty_house
    complaints.expect("status of 404", "status of 410")
    complaints.home = house.url
    found = broken(page_for, axe, name, EMPTY, ids=ids, options={"base_url": house.url})
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("theme", "width"), [*EVERY_TIME, *draw(OTHERS, 6)])
def test_the_question_on_the_way_in_breaks_no_rule(page_for, axe, complaints, empty_house, theme, width):
    house, _ = empty_house
    complaints.home = house.url
    size = {"width": width, "height": SCREENS[width]}
    page = page_for(viewport=size, color_scheme=theme, base_url=house.url)
    knock(page, "ines")
    page.wait_for_url("**/connexion/code")
    assert not axe(page)
