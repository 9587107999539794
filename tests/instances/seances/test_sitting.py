"""A sitting opens, closes, opens again, or does not take place; and the list of them."""

import re
from datetime import datetime

import pytest

from instances.seances.events import SeanceMoved
from instances.seances.models import Etat, Seance
from socle.clock import PARIS
from socle.extensions import db
from tests.droits.chaine import sitting

STEPS = [
    ("open", "ouverture", Etat.PLANIFIEE, Etat.OUVERTE, "La séance est ouverte."),
    ("close", "cloture", Etat.OUVERTE, Etat.CLOSE, "La séance est close. Relisez les réponses"),
    ("reopen", "reouverture", Etat.CLOSE, Etat.OUVERTE, "La séance est de nouveau ouverte."),
    ("cancel", "annulation", Etat.PLANIFIEE, Etat.ANNULEE, "La séance est annulée."),
]
MOVES = pytest.mark.parametrize(("verb", "at", "start", "end", "sentence"), STEPS)


def stands(seance: Seance, etat: Etat | None = None) -> Etat:
    """Where it stands; put it there when a state is named."""
    db.session.expire_all()
    known = db.session.get(Seance, seance.id)
    if etat:
        known.etat = etat
        db.session.commit()
    return known.etat


@MOVES
def test_the_desk_moves_it(cast, visit, facts, planned, verb, at, start, end, sentence):
    stands(planned, start)
    ines, page = visit(cast.ines), f"/seances/{planned.id}"
    assert f'action="{page}/{at}"' in ines.get(page).text
    moved = ines.post(f"{page}/{at}")
    assert moved.status_code == 302 and moved.location == page and sentence in ines.get(page).text
    assert stands(planned) is end
    assert facts(SeanceMoved) == [(cast.ines.id, {"seance_id": planned.id, "verb": verb})]


@MOVES
def test_a_second_click_is_told_that_it_is_done_and_the_others_that_it_is_late(
    cast, visit, facts, planned, verb, at, start, end, sentence
):
    stands(planned, start)
    denis, path = visit(cast.denis), f"/seances/{planned.id}/{at}"
    assert [denis.post(path).status_code for _ in range(2)] == [302, 302]
    late = visit(cast.ines).post(path)
    assert late.status_code == 409 and "à ce stade de la séance" in late.text
    assert len(facts(SeanceMoved)) == 1 and stands(planned) is end


@MOVES
def test_a_program_moves_it(cast, visit, planned, verb, at, start, end, sentence):
    stands(planned, start)
    path = f"/api/v1/seances/{planned.id}/{at}"
    assert visit(cast.amina).send("post", path, json={}).status_code == 404
    assert visit(cast.farid).send("post", path, json={}).status_code == 403
    moved = visit(cast.denis).send("post", path, json={})
    assert moved.status_code == 200 and moved.json["etat"] == end.value
    assert moved.json["droits"]["close"] is (end is Etat.OUVERTE)
    odd = visit(cast.denis).send("post", path, json={"etat": "publiee"})
    assert odd.status_code == 422 and "etat" in odd.json["errors"]


def test_the_list_of_a_body_shows_what_each_may_read(cast, visit, planned, held):
    path = "/instances/ca/seances"
    guest, denis = visit().get(path).text, visit(cast.denis).get(path).text
    assert "Conseil à venir" not in guest and "Aucune séance à lire ici." in guest
    assert "Conseil à venir" in denis and "Conseil tenu" in denis and "Lille et Amiens" in denis
    assert f'href="{path}/nouvelle"' in denis and f'href="{path}/nouvelle"' not in guest
    assert "Conseil tenu" not in visit(cast.denis).get(f"{path}?etat=planifiee").text
    assert f'href="{path}"' in visit().get("/instances/ca").text


def test_the_latest_day_comes_first_whenever_it_was_planned(cast, visit, planned):
    past = sitting(cast, "Conseil passé")
    past.rencontre.debut = datetime(2017, 6, 15, 14, tzinfo=PARIS)
    db.session.commit()
    for path in ("/instances/ca", "/instances/ca/seances"):
        page = visit(cast.denis).get(path).text
        assert 0 < page.index("Conseil à venir") < page.index("Conseil passé")


def test_a_count_of_points_is_told_to_who_reads_them_all(cast, visit, held):
    stands(held, Etat.PUBLIEE)
    assert "1\u00a0point" in visit(cast.denis).get("/instances/ca").text
    told = visit().get("/instances/ca").text
    assert "Conseil tenu" in told and "\u00a0point" not in told


def test_an_empty_choice_says_that_nothing_answers_it_and_how_to_leave_it(cast, visit, planned):
    page = visit(cast.denis).get("/instances/ca/seances?etat=annulee").text
    assert "Rien ne répond à ces filtres." in page and 'href="/instances/ca/seances">Tout voir' in page
    assert "Aucune séance à lire ici." not in page
    assert re.search(r'<label class="field__label" for="etat">État', page)
    assert '<option value="">Tous</option>' in page


def test_the_list_of_a_body_is_a_file(cast, visit, planned, held):
    denis, path = visit(cast.denis), "/instances/ca/seances"
    head, *rows = denis.get(f"{path}?format=csv").text.splitlines()
    assert head.endswith("Séance;Instance;Début;Fin;Sites;Où elle en est;Réponses publiées le")
    assert (
        rows[0]
        == "Conseil tenu;Conseil d'administration;10/12/2026 14:00;10/12/2026 17:00;Lille et Amiens;En cours;"
    )
    told = denis.get(f"{path}?format=json").json
    assert [one["titre"] for one in told] == ["Conseil tenu", "Conseil à venir"]
    assert denis.get(f"{path}?format=xlsx").data.startswith(b"PK")
    assert f"/seances/{planned.id}" in denis.get(f"{path}?format=atom").text
    for format in ("csv", "json", "atom"):
        assert "Conseil" not in visit().get(f"{path}?format={format}").text
    assert visit().get(f"/api/v1{path}").json == {"seances": [], "next": None}
