"""What was sent is remembered a month: long enough for a second click, and no longer."""

from datetime import timedelta

from sqlalchemy import func, select

from instances.plans.models import Resultat
from socle.cles import Cle, forget_acts
from socle.clock import at, now
from socle.extensions import db

KEY = "une-fois"
END, START = "/actions/{en_cours}/resultat", "/actions/{action}/demarrage"


def test_a_click_is_remembered_a_month(monde):
    denis, before = monde.visit("Denis"), db.session.scalar(select(func.count(Resultat.id)))
    assert denis.post(monde.path(END), texte="Fait", cle=KEY).status_code == 302
    for days, known in ((29, True), (31, False)):
        with at(now() + timedelta(days=days)):
            forget_acts()
        db.session.commit()
        assert bool(db.session.scalar(select(Cle.id).where(Cle.cle == KEY))) is known
        assert (denis.post(monde.path(START), cle=KEY).status_code == 409) is known, "the key is free again"
    assert db.session.scalar(select(func.count(Resultat.id))) == before + 1
