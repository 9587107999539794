"""How far one has read: remembered for each person, never backwards, and never beyond what was said."""

import pytest

from communautes.espaces.queries import mine_with_unread
from echanges.fils.models import Fil
from echanges.lectures.queries import position_of
from socle.extensions import db
from tests.makers import make_fil, say


@pytest.fixture
def told(cast) -> Fil:
    """Three messages of Amina."""
    fil = make_fil(cast.pratiques, cast.amina)
    for n in range(3):
        say(fil, cast.amina, f"message {n}")
    return fil


def waiting(compte) -> dict[str, int]:
    """How many messages wait in each communauté."""
    return {slug: number for _nom, slug, number in db.session.execute(mine_with_unread(compte))}


def test_reading_again_an_old_page_keeps_what_was_read(cast, visit, told):
    hugo = visit(cast.hugo)
    read = [hugo.post(f"/fils/{told.id}/lecture", rang=rang).status_code for rang in (2, 1)]
    assert read == [302, 302] and position_of(told.id, cast.hugo.id) == 2
    assert waiting(cast.hugo)["bonnes-pratiques"] == 1
    hugo.post(f"/fils/{told.id}/lecture", rang=3)
    hugo.post(f"/fils/{told.id}/lecture", rang=2)
    assert position_of(told.id, cast.hugo.id) == 3 and waiting(cast.hugo)["bonnes-pratiques"] == 0


def test_one_reads_for_oneself_and_only_what_was_said(cast, visit, told):
    visit(cast.hugo).post(f"/fils/{told.id}/lecture", rang=99)
    assert position_of(told.id, cast.hugo.id) == 3
    assert position_of(told.id, cast.basile.id) is None and waiting(cast.basile)["bonnes-pratiques"] == 3
