"""The example of the public home: drawn once in some minutes, never longer open than its doors, wordless."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from communautes.espaces.models import Acces
from communautes.propositions.models import Etat
from portail.accueil import fragments
from portail.accueil.fragments import EXEMPLE, OFTEN, example_of
from socle.clock import at
from tests.makers import make_proposition

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECRET = "Ce que Basile a dit"
ROAD = [
    {"label": "Message", "state": "reached", "title": SECRET, "detail": "par Basile", "url": "/fils/1"},
    {"label": "Proposition", "state": "present", "title": "Un guide", "detail": "déposée", "url": ""},
]


@pytest.fixture
def walked(app, monkeypatch):
    """How often the road was walked."""
    EXEMPLE.forget()
    times: list[int] = []
    monkeypatch.setattr(fragments, "line_of_proposition", lambda done, viewer: times.append(done.id) or ROAD)
    yield times
    EXEMPLE.forget()


@pytest.fixture
def done(cast):
    """What the home reads of an answered proposition."""
    made = make_proposition(cast.pratiques, cast.amina)
    return SimpleNamespace(id=made.id, titre=made.titre, etat=Etat.RETENUE, acces=Acces.PUBLIQUE)


def test_it_is_walked_again_after_some_minutes_and_as_soon_as_its_doors_move(done, walked):
    for name, value in (("id", done.id), ("titre", "Autre"), ("etat", Etat.PORTEE), ("acces", Acces.PRIVEE)):
        setattr(done, name, value)
        with at(NOON + timedelta(seconds=OFTEN - 1)):
            assert example_of(done) == example_of(done)
    assert len(walked) == 4
    with at(NOON + timedelta(seconds=OFTEN)):
        example_of(done)
    assert len(walked) == 5


def test_nobodys_words_are_in_it(done, walked):
    html = example_of(done)
    assert "Un guide" in html and "déposée" in html and "/fils/1" in html
    assert SECRET not in html and "Basile" not in html
