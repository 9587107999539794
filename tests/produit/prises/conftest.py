"""The product served with each of its two drivers, and the client of browsers."""

from collections.abc import Iterator

import pytest

from tests.produit.prises.navigateur import Navigateur


@pytest.fixture(scope="package", params=["maison", "simple"])
def served(prepared, request) -> Iterator:
    """The product of these tests, by each driver."""
    produit = prepared(PRISES=request.param)
    produit.serve()
    yield produit
    produit.stop()


@pytest.fixture
def navigateur(served) -> Iterator[Navigateur]:
    """The official client, before that product."""
    one = Navigateur(served.url)
    yield one
    one.leave()
