"""What is asked of the product: pages by name and by visitor, as requests that travel."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from bench.base import GROUPE, entry, long_fil, members, open_sessions
from echanges.fils.models import PAGE, Fil
from socle.extensions import db

MEMBRE = "membre"
PAGES: dict[str, Callable[[], str]] = {
    "fil": lambda: f"/fils/{long_fil()}?page=1",
    "fil-fin": lambda: f"/fils/{long_fil()}?page={db.session.get_one(Fil, long_fil()).dernier_rang // PAGE}",
    "communaute": lambda: f"/communautes/{GROUPE}",
    "accueil": lambda: "/",
    "membres": lambda: f"/communautes/{GROUPE}/membres",
    "communautes": lambda: "/communautes",
    "propositions": lambda: "/communautes/bonnes-pratiques/propositions",
    "notifications": lambda: "/notifications",
}
KEPT = "gardée"  # the same address again and again, which may be answered from memory
SAME = "304"  # the same, by a browser that holds it already
SIGNED_ONLY = {"notifications"}


@dataclass(frozen=True)
class Visite:
    """A page as someone asks for it: its name, its address, by whom; ``varied`` asks for it anew each time.

    An address that is never the same twice cannot be answered from a page kept in memory.
    """

    page: str
    path: str
    cookie: str = ""
    how: str = ""
    etag: str = ""

    @property
    def name(self) -> str:
        """How it is told in tables."""
        who = MEMBRE if self.cookie else ""
        return ", ".join(part for part in (self.page, who, self.how) if part)

    def request(self, port: int, compressed: bool = False) -> str:
        """The request as it travels."""
        path = self.path
        if not self.how:
            path += ("&" if "?" in path else "?") + "essai={n}"
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept: text/html"]
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        lines += ["Accept-Encoding: gzip"] if compressed else []
        lines += [f"If-None-Match: {self.etag}"] if self.etag else []
        return "\r\n".join(lines) + "\r\n\r\n"


def visits(app: Flask, pages: list[str]) -> list[Visite]:
    """Each page by a guest, by a guest again and again, and by a member."""
    with app.app_context():
        (compte_id,) = members(1)
        open_sessions([compte_id])
        cookie, _ = entry(app, compte_id)
        found = []
        for page in pages:
            path = PAGES[page]()
            if page not in SIGNED_ONLY:
                found += [Visite(page, path), Visite(page, path, how=KEPT)]
            found.append(Visite(page, path, cookie))
        return found
