"""A loop of its own, and browsers on it."""

from collections.abc import Callable, Iterator

import pytest

from socle.prises.loop import Loop
from tests.socle.prises.browser import Browser


@pytest.fixture(scope="package")
def loop() -> Loop:
    """One loop for all these tests, as in a process that serves."""
    return Loop()


@pytest.fixture
def browser(loop) -> Iterator[Callable[..., Browser]]:
    """``browser()``: a client and the prise of its other end."""
    opened: list[Browser] = []

    def come(**options: int) -> Browser:
        opened.append(Browser(loop, **options))
        return opened[-1]

    yield come
    for one in opened:
        one.leave()
