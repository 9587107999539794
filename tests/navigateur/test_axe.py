"""No page breaks a rule of accessibility, on a phone by day and on a desk by night."""

import pytest

from tests.navigateur.pages import EMPTY, FULL, OTHER_MODES

pytestmark = pytest.mark.navigateur
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SHOWN = FULL + EMPTY


def broken(page_for, axe, pages, **mode) -> list[str]:
    """What axe reproaches to each of these pages in this mode, and pages wider than their screen."""
    found, people = [], {}
    for name, path in pages:
        page = people.get(name) or people.setdefault(name, page_for(name, **mode))
        page.goto(path)
        found += [f"{path} ({name}): {said}" for said in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > mode["viewport"]["width"]:
            found.append(f"{path} ({name}): wider than the screen")
    return found


@pytest.mark.parametrize("mode", [(PHONE, "light"), (DESK, "dark")], ids=["phone-day", "desk-night"])
def test_no_page_breaks_a_rule(page_for, axe, complaints, mode):
    complaints.expect("status of 404")
    found = broken(page_for, axe, SHOWN, viewport=mode[0], color_scheme=mode[1])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("mode", [(PHONE, "dark"), (DESK, "light")], ids=["phone-night", "desk-day"])
def test_ten_pages_in_the_other_modes(page_for, axe, mode):
    assert len(OTHER_MODES) == 10
    found = broken(page_for, axe, OTHER_MODES, viewport=mode[0], color_scheme=mode[1])
    assert not found, "\n".join(found)
