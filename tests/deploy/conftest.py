"""A worker for the tests that leave it as it was."""

import pytest

from tests.deploy.clients import Guichet


@pytest.fixture(scope="session")
def guichet():
    """The worker with its real patience."""
    with Guichet() as served:
        yield served


@pytest.fixture(scope="session")
def hurried():
    """The worker with little patience: a second for a head, a second of silence in a body."""
    with Guichet(DELAI_ENTETE="1", DELAI_CORPS="1", DEBIT_CORPS="1000", DELAI_ENVOI="1") as served:
        yield served
