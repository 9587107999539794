"""Opening the writing transaction: what was read before is asked again."""

from threading import Thread

from annuaire.comptes.models import Compte
from socle.database import write
from socle.extensions import db


def test_what_was_read_is_asked_again_even_just_after_a_commit(app, cast):
    amina_id = cast.amina.id
    db.session.commit()
    assert cast.amina.actif

    def suspend():
        with app.app_context():
            db.session.get(Compte, amina_id).actif = False
            db.session.commit()

    db.session.commit()
    elsewhere = Thread(target=suspend)
    elsewhere.start()
    elsewhere.join()
    write()

    assert not cast.amina.actif
    db.session.rollback()
