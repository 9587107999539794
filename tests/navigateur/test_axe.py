"""No page breaks a rule of accessibility, from a phone to a wide screen, by day and by night."""

import re

import pytest

from tests.navigateur.pages import EMPTY, FULL, NOT_PAGES, ON_THE_WAY, ONLY_EMPTY
from tests.navigateur.regards import broken, people

pytestmark = pytest.mark.navigateur


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


@pytest.mark.parametrize("name", people(FULL))
def test_no_page_breaks_a_rule(page_for, axe, complaints, name):
    complaints.expect("status of 404", "/fils/12/lecture")  # the fil that the cabinet shows is nobody's
    found = broken(page_for, axe, name, FULL)
    assert not found, "\n".join(found)
