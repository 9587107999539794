"""A real browser: Debian's Chromium, signed in as somebody; any complaint of the page fails the test."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.moteurs import skip_or_fail
from tests.serveurs import PASSWORD, Produit

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
# Chromium writes every answer above 399 in its console; a refused form is no mistake of the page.
NORMAL = ("status of 422",)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Complaints(list):
    """What the pages of a test complained about: console errors, refused scripts, requests elsewhere."""

    def __init__(self, home: str) -> None:
        super().__init__()
        self.home, self.expected = home, list(NORMAL)

    def expect(self, *words: str) -> None:
        """Let pass what this test brings about itself: ``complaints.expect("status of 404")``."""
        self.expected.extend(words)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", self.hear_console)
        context.on("weberror", lambda wrong: self.add(f"uncaught: {wrong.error}"))
        context.on("request", self.hear_request)

    def hear_console(self, message: ConsoleMessage) -> None:
        """Keep the errors; a breach of the CSP is one of them."""
        if message.type == "error":
            self.add(f"{message.location.get('url', '')}: {message.text}")

    def hear_request(self, request: Request) -> None:
        """Nothing of the product is fetched from elsewhere."""
        if not request.url.startswith((self.home, self.home.replace("http", "ws", 1), "data:", "blob:")):
            self.add(f"request elsewhere: {request.url}")

    def add(self, complaint: str) -> None:
        """Keep a complaint, unless it was expected."""
        if not any(words in complaint for words in self.expected):
            self.append(complaint)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """Launch the browser of the machine: none is downloaded."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        skip_or_fail("aucun navigateur : apt install chromium fonts-liberation")
    return {**browser_type_launch_args, "executable_path": program, "args": FLAGS, "headless": True}


@pytest.fixture(scope="session")
def navigateur(browser: Browser) -> Browser:
    """The browser, one for the session."""
    return browser


@pytest.fixture(autouse=True)
def complaints(request) -> Iterator[Complaints | None]:
    """Fail the test on whatever its pages complained about."""
    if "produit" not in request.fixturenames:
        yield None
        return
    produit = request.getfixturevalue("produit")
    heard = Complaints(produit.url)
    yield heard
    if heard:
        pytest.fail("\n".join([*heard, "", "Le serveur disait :", produit.logs()[-3000:]]), pytrace=False)


@pytest.fixture(scope="session")
def cookies() -> dict[tuple[str, str], dict]:
    """What the browsers of those who signed in once remember, by product and by person."""
    return {}


@pytest.fixture
def page_for(navigateur, produit: Produit, complaints: Complaints, cookies) -> Iterator[Callable[..., Page]]:
    """``page_for("amina")``: a page where she is signed in; ``page_for()``: a page of nobody.

    Each has a context of its own, and starts with the cookie of the first time she signed in: who tries
    signing in or out uses ``sign_in(page_for(), "amina")``. Other words go to the browser's context:
    ``page_for("amina", viewport={"width": 360, "height": 740})``.
    """
    contexts: list[BrowserContext] = []

    def page_of(name: str | None = None, **options) -> Page:
        french = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "base_url": produit.url}
        words = {**french, **options}
        known = (words["base_url"], name)
        contexts.append(navigateur.new_context(storage_state=cookies.get(known), **words))
        complaints.watch(contexts[-1])
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        if name and known not in cookies:
            sign_in(page, name)
            cookies[known] = contexts[-1].storage_state()
        return page

    yield page_of
    for context in contexts:
        context.close()


def sign_in(page: Page, name: str) -> None:
    """Sign in as people do, and come in."""
    knock(page, name)
    page.wait_for_url(lambda address: "/connexion" not in address)


def knock(page: Page, name: str) -> None:
    """Give the address and the password of the demonstration, by the page."""
    page.goto("/connexion")
    page.locator("[name=courriel]").fill(f"{name}@demo.example")
    page.locator("[name=mot_de_passe]").fill(PASSWORD)
    page.locator(
        "form:has([name=mot_de_passe]) [type=submit], form:has([name=mot_de_passe]) button"
    ).first.click()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """``assert not axe(page)``: what an accessibility checker reproaches to the page, one sentence each."""
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": STANDARDS}}

    def violations(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [
            f"{violation['id']} ({violation['impact']}): "
            f"{violation['help']} — {node['target']} {node['html'][:200]}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations
