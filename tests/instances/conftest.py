"""A séance of the board under way."""

import pytest

from instances.seances.actions import move_seance
from instances.seances.models import Seance
from socle.extensions import db
from socle.signatures import Signature
from tests.droits.chaine import note_with, retained, sitting


@pytest.fixture
def planned(cast) -> Seance:
    """A séance to come, with nothing on its agenda."""
    seance = sitting(cast, "Conseil à venir")
    db.session.commit()
    return seance


@pytest.fixture
def held(cast) -> Seance:
    """An open séance, with a note of two lines on its agenda."""
    note = note_with(cast, "Rapport", retained(cast, "Une tournée"), retained(cast, "Un guichet"))
    seance = sitting(cast, "Conseil tenu", note)
    move_seance(seance, Signature(cast.denis.id), "open")
    db.session.commit()
    return seance
