"""The world of the tests of rights."""

import pytest

from tests.cast import Cast
from tests.droits.monde import world


@pytest.fixture
def monde(app):
    """One of each thing, public and private, as it was made."""
    return world(app, Cast)


@pytest.fixture
def without_secrets(app):
    """The same world, in which nothing private was ever written."""
    return lambda: world(app, Cast, private=False)
