"""Writing down an answer: what it keeps, what it owes, and how a refused one comes back near its line."""

import pytest

from instances.decisions.events import DecisionRecorded
from instances.decisions.models import Decision, Issue
from instances.seances.models import Seance
from instances.seances.queries import questions_of
from socle.extensions import db

CARRIED = {"issue": "portee", "motif": "Utile", "pilote": "Farid", "echeance": "2027-06-01"}
REASON = "Un partenaire le fait déjà très bien."
OWED = [
    ({"issue": "non_portee", "motif": "court"}, "motif", "en une vraie phrase"),
    ({"issue": "portee", "echeance": "2027-06-01"}, "pilote", "sans pilote, rien n"),
    ({"issue": "portee", "pilote": "Farid"}, "echeance", "sans date, rien n"),
]


@pytest.fixture
def lines(held) -> list[tuple[str, str]]:
    """Where each line is answered, and what it is about."""
    path = f"/seances/{held.id}/points/{held.points[0].id}/decisions"
    return [(path, str(question.about)) for question in questions_of(held.points[0])]


def written() -> list[Decision]:
    """Every answer."""
    return list(db.session.scalars(db.select(Decision).order_by(Decision.id)))


def test_an_answer_is_written_down_and_shows_nowhere_outside(cast, visit, facts, held, lines):
    path, sujet = lines[0]
    denis = visit(cast.denis)
    made = denis.post(path, sujet=sujet, **CARRIED)
    [decision] = written()
    assert made.location == f"/seances/{held.id}#ligne-{sujet.replace(':', '-')}"
    assert "Elle ne se lira dehors qu&#39;une fois publiée." in denis.get(f"/seances/{held.id}").text
    assert (decision.issue, decision.pilote, decision.titre) == (Issue.PORTEE, "Farid", "Une tournée")
    assert decision.echeance.isoformat() == "2027-06-01" and decision.publiee_le is None
    assert facts(DecisionRecorded) == [(cast.denis.id, {"seance_id": held.id, "decision_id": decision.id})]
    for person in (cast.amina, None):
        for page in (f"/decisions/{decision.id}", f"/api/v1/decisions/{decision.id}"):
            assert visit(person).get(page).status_code == 404
    for person in (cast.denis, cast.amina, None):
        assert "Une tournée" not in visit(person).get("/decisions").text


def test_the_answer_of_the_other_desk_is_not_written_over(cast, visit, held, lines):
    path, sujet = lines[0]
    first = {"sujet": sujet, "version": 0, **CARRIED}
    assert visit(cast.ines).post(path, **first).status_code == 302
    denis = visit(cast.denis)
    late = denis.post(path, **first | {"motif": "Le mien"})
    assert late.status_code == 409 and "Quelqu&#39;un vient d&#39;écrire une réponse" in late.text
    assert "«\u00a0Utile\u00a0»" in late.text and "Le mien</textarea>" in late.text
    assert 'name="version" value="1"' in late.text and written()[0].motif == "Utile"
    assert denis.post(path, **first | {"motif": "Le mien", "version": 1}).status_code == 302
    [decision] = written()
    assert (decision.motif, decision.version, decision.ecrite_par_id) == ("Le mien", 2, cast.ines.id)
    told = denis.send("post", f"/api/v1{path}", json=CARRIED | {"sujet": sujet})
    assert told.status_code == 200 and told.json["version"] == 3


def test_each_line_has_its_form_with_its_answer_so_far(cast, visit, held, lines):
    path, sujet = lines[0]
    denis = visit(cast.denis)
    denis.post(path, sujet=sujet, **CARRIED)
    page = denis.get(f"/seances/{held.id}").text
    for where, about in lines:
        form = page[page.index(f'name="sujet" value="{about}"') - 600 :]
        assert f'action="{where}"' in form and f'name="sujet" value="{about}"' in form
    first, second = page.split('name="sujet"')[1:3]
    assert "Utile</textarea>" in first and 'value="2027-06-01"' in first
    assert "Utile" not in second and 'value="2027-06-01"' not in second
    read = visit(cast.farid).get(f"/seances/{held.id}").text.split("<main")[1].split("</main")[0]
    assert "/decisions" not in read


def test_an_answer_written_again_keeps_its_reference_and_no_pilot_when_it_is_not_carried(cast, visit, lines):
    path, sujet = lines[0]
    denis = visit(cast.denis)
    denis.post(path, sujet=sujet, **CARRIED)
    reference = written()[0].reference
    denis.post(path, sujet=sujet, **CARRIED | {"issue": "renvoyee", "motif": REASON})
    [decision] = written()
    assert (decision.reference, decision.issue, decision.motif) == (reference, Issue.RENVOYEE, REASON)
    assert (decision.pilote, decision.echeance) == ("", None)


@pytest.mark.parametrize(("answer", "name", "sentence"), OWED, ids=[name for _, name, _ in OWED])
def test_what_is_owed_is_told_near_the_line_with_what_was_typed(
    cast, visit, held, lines, answer, name, sentence
):
    (_, first), (path, second) = lines
    refused = visit(cast.denis).post(path, sujet=second, **answer)
    assert refused.status_code == 422 and written() == []
    lower, upper = (refused.text.index(f'id="ligne-{about.replace(":", "-")}"') for about in (first, second))
    assert sentence not in refused.text[lower:upper] and sentence in refused.text[upper:]
    wrong = f'id="{second.replace(":", "-")}-{name}-erreur"'
    assert wrong in refused.text[upper:] and "Ordre du jour" in refused.text
    for typed in answer.values():
        assert typed in refused.text[upper:]


def test_a_program_writes_an_answer(cast, visit, lines):
    path, sujet = f"/api/v1{lines[0][0]}", lines[0][1]
    denis = visit(cast.denis)
    refused = denis.send("post", path, json={"sujet": sujet, "issue": "non_portee"})
    assert refused.status_code == 422 and list(refused.json["errors"]) == ["motif"]
    made = denis.send("post", path, json={"sujet": sujet, **CARRIED})
    assert made.status_code == 201 and made.json["issue"] == "portee" and made.json["publiee_le"] is None
    assert made.json["sujet"] == sujet and made.json["reference"] == written()[0].reference
    assert denis.get(f"/api/v1/decisions/{made.json['id']}").json == made.json
    for about in ("proposition:987654", "fil:1", "rien"):
        assert denis.send("post", path, json={"sujet": about, **CARRIED}).status_code == 404
    assert visit(cast.amina).send("post", path, json={"sujet": sujet, **CARRIED}).status_code == 404
    assert visit(cast.farid).send("post", path, json={"sujet": sujet, **CARRIED}).status_code == 403


def test_an_answer_waits_for_the_opening(cast, visit, held, lines):
    path, sujet = lines[0]
    db.session.get(Seance, held.id).etat = "planifiee"
    refused = visit(cast.denis).post(path, sujet=sujet, **CARRIED)
    assert refused.status_code == 409 and "une fois la séance ouverte" in refused.text and written() == []
