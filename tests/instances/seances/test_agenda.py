"""The agenda of a séance: points come and go until it opens, and each reads those that are theirs to read."""

from communautes.notes.models import Etat as EtatNote
from communautes.notes.models import Note
from instances.seances.events import PointAdded, PointRemoved
from instances.seances.models import Point, Seance
from socle.extensions import db
from tests.droits.chaine import note_with, retained, sitting

POINT = {"titre": "Budget", "texte": "Pour information"}


def agenda(seance: Seance) -> list[str]:
    """The titles of its points, in order."""
    db.session.expire_all()
    return [point.titre for point in db.session.get(Seance, seance.id).points]


def test_a_point_takes_the_next_place_of_the_agenda(cast, visit, facts, planned):
    denis, path = visit(cast.denis), f"/seances/{planned.id}/points"
    for titre in ("Budget", "Calendrier"):
        added = denis.post(path, titre=titre, texte="Pour information")
        assert added.status_code == 302 and added.location.startswith(f"/seances/{planned.id}#point-")
    points = list(db.session.scalars(db.select(Point).order_by(Point.rang)))
    assert [(point.rang, point.titre, point.about) for point in points] == [
        (1, "Budget", None),
        (2, "Calendrier", None),
    ]
    assert facts(PointAdded)[0] == (cast.denis.id, {"seance_id": planned.id, "point_id": points[0].id})
    page = denis.get(f"/seances/{planned.id}").text
    assert "Pour information" in page and page.index("Budget") < page.index("Calendrier")


def test_a_point_without_a_title_comes_back_with_its_page(cast, visit, planned):
    refused = visit(cast.denis).post(f"/seances/{planned.id}/points", titre="", texte="Pour information")
    assert refused.status_code == 422 and "Cette réponse est nécessaire." in refused.text
    assert "Ordre du jour" in refused.text and "Pour information</textarea>" in refused.text
    assert '<details class="gestes" open>' in refused.text and agenda(planned) == []


def test_a_point_taken_off_is_gone_and_a_second_click_is_harmless(cast, visit, facts, planned):
    denis = visit(cast.denis)
    denis.post(f"/seances/{planned.id}/points", **POINT)
    path = f"/seances/{planned.id}/points/{db.session.scalar(db.select(Point.id))}/retrait"
    assert path in denis.get(f"/seances/{planned.id}").text
    for _ in range(2):
        assert denis.post(path, cle="une-fois").status_code == 302
    assert agenda(planned) == []
    gone = {"seance_id": planned.id, "sujet_kind": None, "sujet_id": None}
    assert facts(PointRemoved) == [(cast.denis.id, gone)]
    assert denis.post(path).status_code == 302, "the same hand, without a key"
    assert visit(cast.ines).post(path).status_code == 404
    denis.post(f"/seances/{planned.id}/points", **POINT)
    assert denis.post(path).status_code == 302, "what came since has a number of its own"
    assert agenda(planned) == ["Budget"] and len(facts(PointRemoved)) == 1


def test_a_note_taken_off_waits_for_another_seance(cast, visit):
    seance = sitting(cast, "Conseil", note_with(cast, "Rapport", retained(cast, "Une tournée")))
    db.session.commit()
    point_id, note_id = seance.points[0].id, seance.points[0].sujet_id
    taken = visit(cast.farid).send("post", f"/api/v1/seances/{seance.id}/points/{point_id}/retrait", json={})
    assert taken.status_code == 200 and taken.json["points"] == []
    assert db.session.get(Note, note_id).etat is EtatNote.TRANSMISE


def test_an_open_seance_loses_no_point(cast, visit, held):
    denis, point = visit(cast.denis), held.points[0]
    path = f"/seances/{held.id}/points/{point.id}/retrait"
    refused = denis.post(path)
    assert refused.status_code == 409 and "son ordre du jour ne perd plus de point" in refused.text
    assert path not in denis.get(f"/seances/{held.id}").text and len(agenda(held)) == 1


def test_a_program_adds_a_point_and_reads_the_agenda(cast, visit, planned):
    denis, path = visit(cast.denis), f"/api/v1/seances/{planned.id}/points"
    made = denis.send("post", path, json=POINT | {"cle": "k"})
    assert made.status_code == 201 and made.json["rang"] == 1 and made.json["sujet"] is None
    again = denis.send("post", path, json=POINT | {"cle": "k"})
    assert again.status_code == 200 and again.json["id"] == made.json["id"]
    refused = denis.send("post", path, json={"titre": ""})
    assert refused.status_code == 422 and refused.json["errors"] == {
        "titre": ["Cette réponse est nécessaire."]
    }
    assert visit(cast.amina).send("post", path, json=POINT).status_code == 404
    told = denis.get(path).json
    assert told["points"] == [made.json] and told["next"] is None
    assert denis.get(f"/api/v1/seances/{planned.id}").json["points"] == [made.json]


def test_a_point_is_found_on_the_page_of_its_seance(cast, visit, planned):
    denis = visit(cast.denis)
    denis.post(f"/seances/{planned.id}/points", **POINT)
    point_id = db.session.scalar(db.select(Point.id))
    led = denis.get(f"/vers/point:{point_id}")
    assert led.location == f"/seances/{planned.id}#point-{point_id}"
    assert f'id="point-{point_id}"' in denis.get(led.location).text
    assert visit(cast.amina).get(f"/vers/point:{point_id}").status_code == 404
