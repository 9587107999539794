"""What a guest sees in a real browser: no complaint, no overflow on a phone, axe agrees."""

from gzip import compress

import pytest

pytestmark = pytest.mark.navigateur

PAGES = ["/", "/connexion", "/communautes", "/page-qui-n-existe-pas"]
PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_well_everywhere(page_for, axe, complaints, path):
    complaints.expect("status of 404")
    page = page_for(viewport=PHONE)
    page.goto(path)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not axe(page)


def test_a_page_reads_without_scripts_and_in_the_dark(page_for):
    page = page_for(java_script_enabled=False, color_scheme="dark", viewport=PHONE)
    page.goto("/")
    assert page.locator("h1").is_visible()


def test_the_first_visit_weighs_little(page_for):
    """250 kB of compressed answers, every file of the page counted; fonts are compressed as they come."""
    page, heard = page_for(), []
    page.on("response", lambda answer: heard.append(answer))
    page.goto("/", wait_until="networkidle")
    sizes = {answer.url: len(compress(answer.body(), 6)) for answer in heard if answer.status == 200}
    assert {".css", ".js", "woff2", ".svg"} <= {
        url.split("?")[0][-len(end) :] for url in sizes for end in (".css", ".js", "woff2", ".svg")
    }
    assert sum(sizes.values()) <= 250_000, sizes
