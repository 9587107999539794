"""Planning a séance: one moment, one or two sites, and what is told when the form is not right."""

import pytest

from instances.seances.events import SeancePlanned
from instances.seances.models import Etat, Seance
from socle.extensions import db

PATH = "/instances/ca/seances"
WORDS = {
    "titre": "Conseil de décembre",
    "jour": "2026-12-10",
    "debut": "14:00",
    "fin": "17h30",
    "ville": "Lille",
    "lieu": "Salle Beffroi",
}
SECOND = {"autre_ville": "Amiens", "autre_lieu": "Salle 2"}


def all_of_them() -> list[Seance]:
    """Every séance."""
    return list(db.session.scalars(db.select(Seance).order_by(Seance.id)))


def test_a_planned_seance_has_its_moment_at_the_clock_of_paris_and_its_sites(cast, visit, facts):
    made = visit(cast.denis).post(PATH, **WORDS, **SECOND)
    [seance] = all_of_them()
    assert made.status_code == 302 and made.location == f"/seances/{seance.id}"
    assert (seance.titre, seance.etat, seance.organe_id) == (WORDS["titre"], Etat.PLANIFIEE, cast.ca.id)
    assert seance.rencontre.debut.isoformat() == "2026-12-10T13:00:00+00:00"
    assert seance.rencontre.fin.isoformat() == "2026-12-10T16:30:00+00:00"
    assert [(site.ville, site.lieu) for site in seance.rencontre.sites] == [
        ("Lille", "Salle Beffroi"),
        ("Amiens", "Salle 2"),
    ]
    assert facts(SeancePlanned) == [(cast.denis.id, {"seance_id": seance.id})]


WRONG = [
    ({"debut": "tôt"}, "Écrivez l&#39;heure sous la forme 14:00."),
    ({"fin": "14:00"}, "La fin vient après le début."),
    ({"fin": "25:00"}, "Écrivez l&#39;heure sous la forme 14:00."),
    ({"jour": ""}, "Cette réponse est nécessaire."),
]


@pytest.mark.parametrize(("odd", "sentence"), WRONG, ids=str)
def test_a_form_that_is_not_right_keeps_what_was_typed(cast, visit, odd, sentence):
    refused = visit(cast.denis).post(PATH, **WORDS | odd)
    assert refused.status_code == 422 and sentence in refused.text
    assert 'value="Conseil de décembre"' in refused.text and 'value="Salle Beffroi"' in refused.text
    assert all_of_them() == []


def test_everything_that_is_wrong_is_told_at_once(cast, visit):
    refused = visit(cast.denis).post(PATH, **WORDS | {"titre": "", "fin": "13:00"})
    assert "Cette réponse est nécessaire." in refused.text and "La fin vient après le début." in refused.text


def test_the_same_sending_twice_plans_one_seance(cast, visit):
    denis = visit(cast.denis)
    first, second = (denis.post(PATH, **WORDS, cle="une-fois") for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302) and first.location == second.location
    assert len(all_of_them()) == 1


def test_a_program_plans_as_a_person_does(cast, visit):
    denis = visit(cast.denis)
    made = denis.send("post", f"/api/v1{PATH}", json=WORDS)
    assert made.status_code == 201 and made.json["etat"] == "planifiee"
    assert made.json["debut"] == "2026-12-10T13:00:00+00:00"
    assert made.json["sites"] == [{"ville": "Lille", "lieu": "Salle Beffroi"}] and made.json["points"] == []
    assert made.json["droits"]["open"] and not made.json["droits"]["close"]
    refused = denis.send("post", f"/api/v1{PATH}", json=WORDS | {"fin": "13:00"})
    assert refused.status_code == 422 and refused.json["errors"] == {"fin": ["La fin vient après le début."]}
    assert visit(cast.amina).send("post", f"/api/v1{PATH}", json=WORDS).status_code == 403
    assert len(all_of_them()) == 1
