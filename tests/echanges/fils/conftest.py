"""A fil in the communauté « Bonnes pratiques », and one in the private one."""

import pytest

from socle.signatures import Signature
from tests.makers import make_fil


@pytest.fixture
def fil(cast):
    """An open question that everyone reads and members answer."""
    return make_fil(cast.pratiques, cast.basile, "Faire connaître le guide")


@pytest.fixture
def secret(cast):
    """An open question that only members read."""
    return make_fil(cast.cellule, cast.basile, "canari-titre")


@pytest.fixture
def author(cast):
    """Amina, à titre personnel."""
    return Signature(cast.amina.id)
