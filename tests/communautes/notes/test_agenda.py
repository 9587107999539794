"""A note on an agenda: what becomes of it when the séance does not take place."""

from communautes.notes.models import Etat, Note
from instances.seances.models import Seance
from socle.extensions import db
from tests.cast import Cast
from tests.droits.chaine import note_with, retained, sitting


def test_a_cancelled_seance_lets_its_notes_wait_for_another(app, visit):
    cast = Cast()
    seance = sitting(cast, "Conseil", note_with(cast, "Rapport", retained(cast, "Une tournée")))
    other = sitting(cast, "Conseil suivant")
    db.session.commit()
    note_id, seance_id, other_id = seance.points[0].sujet_id, seance.id, other.id
    denis = visit(cast.denis)

    assert denis.post(f"/seances/{seance_id}/annulation").status_code == 302

    assert db.session.get(Note, note_id).etat is Etat.TRANSMISE
    assert denis.post(f"/notes/{note_id}/inscription", seance=other_id).status_code == 302
    assert db.session.get(Note, note_id).etat is Etat.INSCRITE_ODJ
    assert [p.sujet_id for p in db.session.get(Seance, other_id).points] == [note_id]
