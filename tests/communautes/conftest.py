"""What the tests of the communautés ask of the bell."""

import pytest
from sqlalchemy import select

from relais.notifications.models import Notification
from socle.extensions import db
from socle.jobs import carry_all
from tests.droits.conftest import monde

__all__ = ["heard", "monde"]


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
