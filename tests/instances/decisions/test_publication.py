"""Publishing every answer in one act; then everyone reads them, in a list, in files, one by one."""

from datetime import date

import pytest

from instances.decisions.actions import Answer, record_decision
from instances.decisions.events import DecisionsPublished
from instances.decisions.models import Decision, Issue
from instances.plans.models import Action
from instances.seances.actions import move_seance
from instances.seances.models import Etat, Seance
from instances.seances.queries import questions_of
from socle.clock import today
from socle.errors import WrongState
from socle.extensions import db
from socle.liens import Lien, Relation
from socle.signatures import Signature

REASON = "Un partenaire le fait déjà très bien."
ANSWERS = [Answer(Issue.PORTEE, "", "Farid", date(2027, 6, 1)), Answer(Issue.NON_PORTEE, REASON)]


def answer(cast, seance: Seance, *answers: Answer) -> Seance:
    """Write answers to the first lines, and close."""
    denis, point = Signature(cast.denis.id), seance.points[0]
    asked = questions_of(point)
    for question, one in zip(asked, answers, strict=False):
        record_decision(seance, denis, point.id, question.about, one)
    move_seance(seance, denis, "close")
    db.session.commit()
    return seance


@pytest.fixture
def ready(cast, held) -> Seance:
    """A closed séance with an answer to each line."""
    return answer(cast, held, *ANSWERS)


@pytest.fixture
def published(cast, visit, ready) -> list[Decision]:
    """The same, published by Denis."""
    assert visit(cast.denis).post(f"/seances/{ready.id}/publication").status_code == 302
    return list(db.session.scalars(db.select(Decision).order_by(Decision.id)))


def test_every_answer_is_published_at_once(cast, visit, facts, ready):
    denis, page = visit(cast.denis), f"/seances/{ready.id}"
    asked = denis.get(page).text
    assert "Publier 2\xa0réponses ?" in asked and f'action="{page}/publication"' in asked
    assert denis.post(f"{page}/publication").location == page
    sentence = "2\xa0réponses publiées. Chaque auteur et chaque soutien est prévenu."
    assert sentence in denis.get(page).text
    told = list(db.session.scalars(db.select(Decision)))
    seance = db.session.get(Seance, ready.id)
    assert seance.etat is Etat.PUBLIEE and {one.publiee_le for one in told} == {seance.publiee_le}
    assert facts(DecisionsPublished) == [(cast.denis.id, {"seance_id": ready.id})]
    carried = db.session.scalar(db.select(Action).where(Action.decision_id == told[0].id))
    assert carried.pilote == "Farid" and db.session.scalar(db.select(db.func.count(Action.id))) == 1
    led = db.select(Lien).where(Lien.cible_kind == "decision", Lien.relation == Relation.DONNE_LIEU)
    assert {lien.cible_id for lien in db.session.scalars(led)} == {one.id for one in told}


def test_nothing_is_published_while_a_line_waits(cast, visit, facts, held):
    answer(cast, held, ANSWERS[0])
    denis, page = visit(cast.denis), f"/seances/{held.id}"
    assert f"{page}/publication" not in denis.get(page).text
    refused = denis.post(f"{page}/publication")
    assert refused.status_code == 409 and "1\xa0ligne sans réponse" in refused.text
    assert facts(DecisionsPublished) == [] and db.session.get(Seance, held.id).etat is Etat.CLOSE


def test_a_program_publishes(cast, visit, ready):
    path = f"/api/v1/seances/{ready.id}/publication"
    assert visit(cast.amina).send("post", path, json={}).status_code == 404
    told = visit(cast.ines).send("post", path, json={})
    assert told.status_code == 200 and told.json["etat"] == "publiee" and not told.json["droits"]["publish"]
    assert visit(cast.denis).send("post", path, json={}).status_code == 409


def test_a_published_answer_no_longer_changes(cast, visit, ready, published):
    path = f"/seances/{ready.id}/points/{ready.points[0].id}/decisions"
    words = {"sujet": str(published[0].about), "issue": "non_portee", "motif": REASON}
    assert visit(cast.denis).post(path, **words).status_code == 409
    assert db.session.get(Decision, published[0].id).issue is Issue.PORTEE


def test_an_answer_published_meanwhile_keeps_its_words(cast, ready, published):
    """The other desk had the page open: the act itself refuses, whoever was let through."""
    about, other = published[0].about, Answer(Issue.NON_PORTEE, REASON)
    with pytest.raises(WrongState):
        record_decision(ready, Signature(cast.denis.id), ready.points[0].id, about, other)
    assert db.session.get(Decision, published[0].id).issue is Issue.PORTEE


def test_everyone_reads_what_is_published_and_narrows_it(cast, visit, published):
    guest, year = visit(), today().year
    page = guest.get("/decisions").text
    assert "Une tournée" in page and "Un guichet" in page and "2\xa0décisions" in page
    assert f'href="/decisions/{published[0].id}"' in page and "Non portée" in page
    assert "Une tournée" not in guest.get("/decisions?issue=non_portee").text
    assert "Une tournée" in guest.get(f"/decisions?organe=ca&annee={year}").text
    assert "Une tournée" not in guest.get(f"/decisions?annee={year - 1}").text
    for odd in ("issue=oui", "organe=jury", "annee=hier", "annee=99999"):
        assert guest.get(f"/decisions?{odd}").status_code == 404
    assert 'href="/decisions?organe=ca"' in guest.get("/instances/ca").text


def test_published_answers_are_files(visit, published):
    guest = visit()
    head, *rows = guest.get("/decisions?format=csv").text.splitlines()
    assert head.endswith("Référence;Ligne;Réponse;Motif;Pilote;Échéance;Instance;Séance;Publiée le")
    assert rows[1].startswith(
        f"{published[0].reference};Une tournée;Portée par la chambre;;Farid;01/06/2027;"
    )
    told = guest.get("/decisions?format=json&issue=non_portee").json
    assert [one["motif"] for one in told] == [REASON]
    assert guest.get("/decisions?format=xlsx").data.startswith(b"PK")
    feed = guest.get("/decisions?format=atom").text
    assert feed.count("<entry>") == 2 and f"/decisions/{published[1].id}" in feed


def test_programs_walk_what_is_published(visit, published):
    told = visit().get("/api/v1/decisions?limit=1").json
    assert [one["id"] for one in told["decisions"]] == [published[1].id] and told["next"] == published[1].id
    rest = visit().get(f"/api/v1/decisions?after={told['next']}&organe=ca").json
    assert [one["titre"] for one in rest["decisions"]] == ["Une tournée"] and rest["next"] is None
    assert visit().get("/api/v1/decisions?issue=oui").status_code == 422
