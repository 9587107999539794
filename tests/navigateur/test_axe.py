"""No page breaks a rule of accessibility, on a phone by day and on a desk by night; full, then empty."""

import json
import re
import subprocess
import sys

import pytest

from tests.navigateur.conftest import knock
from tests.navigateur.pages import EMPTY, FULL, NOT_PAGES, ON_THE_WAY, ONLY_EMPTY, OTHER_MODES
from tests.serveurs import ROOT, Produit

pytestmark = pytest.mark.navigateur
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
MODES = [(PHONE, "light"), (DESK, "dark")]


def shown_at(app, pages) -> set[str]:
    """The endpoints of these addresses."""
    routes = app.url_map.bind("essai")
    return {
        routes.match(path)[0]
        for path in (re.sub(r"\{\w+\}", "1", path.split("?")[0]) for _, path in pages)
        if path != "/cette-page-n-existe-pas"
    }


def test_every_page_is_in_the_list(app):
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.rule.startswith("/api/")
    }
    looked_at = pages - NOT_PAGES - ON_THE_WAY
    assert shown_at(app, FULL) == looked_at - ONLY_EMPTY
    assert shown_at(app, EMPTY) == looked_at


def broken(page_for, axe, pages, **mode) -> list[str]:
    """What axe reproaches to each of these pages in this mode.

    With those that are wider than their screen, or that are not there.
    """
    found, people = [], {}
    for name, path in pages:
        page = people.get(name) or people.setdefault(name, page_for(name, **mode))
        answer = page.goto(path)
        found += [f"{path} ({name}): {said}" for said in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > mode["viewport"]["width"]:
            found.append(f"{path} ({name}): wider than the screen")
        if answer.status >= 400 and "rien" not in path and "n-existe-pas" not in path:
            found.append(f"{path} ({name}): {answer.status}")
    return found


@pytest.mark.parametrize("mode", MODES, ids=["phone-day", "desk-night"])
def test_no_page_breaks_a_rule(page_for, axe, complaints, mode):
    complaints.expect("status of 404")
    found = broken(page_for, axe, FULL, viewport=mode[0], color_scheme=mode[1])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("mode", [(PHONE, "dark"), (DESK, "light")], ids=["phone-night", "desk-day"])
def test_ten_pages_in_the_other_modes(page_for, axe, mode):
    assert len(OTHER_MODES) == 10
    found = broken(page_for, axe, OTHER_MODES, viewport=mode[0], color_scheme=mode[1])
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory):
    """The product on a database where each noun stands bare, and the numbers of those nouns."""
    house = Produit(folder=tmp_path_factory.mktemp("vide"))
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


@pytest.mark.parametrize("mode", MODES, ids=["phone-day", "desk-night"])
def test_no_empty_page_breaks_a_rule(page_for, axe, complaints, empty_house, mode):
    house, ids = empty_house
    complaints.expect("status of 404", "status of 410")
    complaints.home = house.url
    pages = [(name, path.format(**ids)) for name, path in EMPTY]
    look = {"viewport": mode[0], "color_scheme": mode[1], "base_url": house.url}
    found = broken(page_for, axe, pages, **look)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("mode", MODES, ids=["phone-day", "desk-night"])
def test_the_question_on_the_way_in_breaks_no_rule(page_for, axe, complaints, empty_house, mode):
    house, _ = empty_house
    complaints.home = house.url
    page = page_for(viewport=mode[0], color_scheme=mode[1], base_url=house.url)
    knock(page, "ines")
    page.wait_for_url("**/connexion/code")
    assert not axe(page)
