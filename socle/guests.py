"""Pages kept for guests: drawn once for all those who come without a cookie, until anything is committed.

A page is kept under its address, the head of the place and the minute. The head turns with every commit of
any process, so that what is kept is what the database would say; the memory of a process ends with its
release. Nothing of a person can enter: neither a request that says who asks, nor an answer that
``security.dress`` does not declare to be everybody's, is ever kept.
"""

import gzip
from collections.abc import Hashable, Iterable
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING, Any

from cachetools import LRUCache
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.http import parse_accept_header, parse_etags

from .clock import now
from .database import Head
from .security import EVERYBODY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

WEIGHT = 16_000_000  # bytes kept by a process, the least recently asked forgotten first
LONGEST = 2_000  # characters of an address: longer ones would weigh more than their pages, and come once
LEVEL = 5  # of gzip: a third of the time of the default, for 2 % more bytes
SAYS_WHO = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


class Kept:
    """A page, with what browsers compare it by; compressed by the first who can read it so."""

    def __init__(self, headers: list[tuple[str, str]], body: bytes) -> None:
        self.body, self.etag = body, blake2b(body, digest_size=12).hexdigest()
        told = Headers(headers)
        told.remove("Content-Length")
        told.add("Vary", "Accept-Encoding")
        told["ETag"] = f'W/"{self.etag}"'
        self.headers = list(told)
        self._gzipped = b""

    @property
    def gzipped(self) -> bytes:
        """The body, compressed once; no time is in it: the same page is the same bytes."""
        self._gzipped = self._gzipped or gzip.compress(self.body, LEVEL, mtime=0)
        return self._gzipped


class GuestPages:
    """WSGI: answers guests from what is kept, and keeps what the application answers them."""

    def __init__(self, inner: "WSGIApplication", head: Head) -> None:
        self.inner, self.head = inner, head
        self._kept: LRUCache[Hashable, Kept] = LRUCache(WEIGHT, getsizeof=_weight)
        self._lock = Lock()

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        """Whoever says who they are, or does more than read, is not for here."""
        if environ["REQUEST_METHOD"] != "GET" or any(name in environ for name in SAYS_WHO):
            return self.inner(environ, start_response)
        address = _address(environ)
        turned = self.head.turned() if sum(map(len, address)) <= LONGEST else None
        if turned is None:
            return self.inner(environ, start_response)
        key = (address, turned, int(now().timestamp()) // 60)
        with self._lock:
            page: Kept | None = self._kept.get(key)
        return _answered(page, environ, start_response) if page else self._asked(key, environ, start_response)

    def _asked(
        self, key: Hashable, environ: dict[str, Any], start_response: "StartResponse"
    ) -> Iterable[bytes]:
        told: list[Any] = []

        def hear(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            told[:] = [status, headers]
            if _everybodys(status, headers):
                return None  # said again below, with what the page is compared by
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        answer = self.inner(environ, hear)
        if not told or not _everybodys(*told):
            return answer
        page = _page(told[1], answer)
        if _weight(page) <= WEIGHT:
            with self._lock:
                self._kept[key] = page
        return _answered(page, environ, start_response)


def _address(environ: dict[str, Any]) -> tuple[str, ...]:
    """All that an answer to a guest may depend on: nothing else of the request is read for one."""
    names = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT")
    return tuple(environ.get(name, "") for name in names)


def _everybodys(status: str, headers: list[tuple[str, str]]) -> bool:
    """Whether the application says that anybody may be shown this page, and that it left no cookie."""
    told = Headers(headers)
    html = told.get("Content-Type", "").startswith("text/html")
    return status == "200 OK" and html and told.get("Cache-Control") == EVERYBODY and "Set-Cookie" not in told


def _page(headers: list[tuple[str, str]], answer: Iterable[bytes]) -> Kept:
    try:
        return Kept(headers, b"".join(answer))
    finally:
        if hasattr(answer, "close"):
            answer.close()


def _answered(page: Kept, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
    if page.etag in parse_etags(environ.get("HTTP_IF_NONE_MATCH")).as_set(include_weak=True):
        start_response("304 NOT MODIFIED", [pair for pair in page.headers if pair[0] != "Content-Type"])
        return [b""]
    small = parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING")).quality("gzip") > 0
    body = page.gzipped if small else page.body
    coded = [("Content-Encoding", "gzip")] if small else []
    start_response("200 OK", [*page.headers, *coded, ("Content-Length", str(len(body)))])
    return [body]


def _weight(page: Kept) -> int:
    """Its bytes, and as many as they may be once compressed."""
    return 2 * len(page.body)


def keep_guest_pages(app: Flask) -> None:
    """Stand before the application, where the setting allows it (``PAGES_GARDEES``)."""
    if app.config["PAGES_GARDEES"]:
        with app.app_context():
            app.wsgi_app = GuestPages(app.wsgi_app, Head())  # type: ignore[method-assign]
