"""What the tests of the communautés ask of the journal and of the bell."""

import pytest
from sqlalchemy import select

from relais.notifications.models import Notification
from socle.extensions import db
from socle.jobs import carry_all
from socle.journal import Fait
from tests.droits.conftest import monde

__all__ = ["facts", "heard", "monde"]


@pytest.fixture
def facts(app):
    """``facts(Event)``: by whom it was done and what its line of the journal holds, once for each time."""

    def told(event: type) -> list[tuple[int, dict]]:
        lines = db.session.scalars(select(Fait).where(Fait.kind == event.kind()).order_by(Fait.id))
        return [(fait.compte_id, fait.details) for fait in lines]

    return told


@pytest.fixture
def heard(app):
    """``heard(cast.amina)``: the sentences that were told to this person."""

    def told(compte) -> list[str]:
        number = compte.id
        carry_all()
        db.session.expire_all()
        return list(
            db.session.scalars(
                select(Notification.phrase).where(Notification.compte_id == number).order_by(Notification.id)
            )
        )

    return told
