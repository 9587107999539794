"""Reading a need by program: the same verbs, the same refusals, and never a word of an internal note."""

import pytest
from sqlalchemy import func, select

from fabrique.besoins.models import Etat
from fabrique.instructions.actions import ask_question, write_note
from fabrique.instructions.models import NoteInterne, Question
from socle.extensions import db
from socle.journal import Fait
from socle.signatures import Signature
from tests.makers import qualified, submitted


@pytest.fixture
def send(visit):
    """``send(person, besoin, "questions", texte="Où ?")``: an act by program."""

    def send(person, besoin, at: str, **said):
        return visit(person).send("post", f"/api/v1/besoins/{besoin.reference}/{at}", json=said)

    return send


def test_what_is_asked_is_listed_to_who_may_read_it_and_answered_by_its_number(cast, visit, send, waiting):
    asked = send(cast.farid, waiting, "questions", texte="Combien ?", cle="q-1")
    assert asked.status_code == 200 and asked.json["etat"] == "a_completer"
    assert send(cast.farid, waiting, "questions", texte="Combien ?", cle="q-1").status_code == 200
    assert send(cast.farid, waiting, "questions", texte="Autre", cle="q-1").status_code == 409
    ask_question(submitted(cast.amina, "Un autre"), Signature(cast.farid.id), "Ailleurs ?")
    db.session.commit()
    path = f"/api/v1/besoins/{waiting.reference}/questions"
    [question] = visit(cast.amina).get(path).json["questions"]
    assert question["texte"] == "Combien ?" and question["auteur"]["nom"] == "Farid"
    assert question["reponse"] == "" and question["repondue_le"] is None
    assert visit(cast.edith).get(path).status_code == 404
    told = send(cast.amina, waiting, "reponses", question=question["id"], texte="Quatorze")
    assert told.status_code == 200 and told.json["etat"] == "soumis"
    assert told.json["droits"]["answer_question"] is False and told.json["droits"]["follow"] is True
    assert visit(cast.farid).get(path).json["questions"][0]["reponse"] == "Quatorze"
    assert send(cast.edith, waiting, "reponses", question=question["id"], texte="x").status_code == 404


def test_questions_about_a_public_need_stay_between_two(cast, visit, waiting):
    ask_question(waiting, Signature(cast.farid.id), "Où ?")
    waiting.etat, waiting.public, waiting.qualifie_le = Etat.QUALIFIE, True, waiting.cree_le
    db.session.commit()
    path = f"/api/v1/besoins/{waiting.reference}/questions"
    told = cast.who(lambda person: visit(person).get(path).json["questions"])
    assert told == {"Amina", "Farid", "Gwen"} and visit().get(path).json["questions"] == []


def test_each_guard_is_told_by_the_name_of_its_question(cast, send, waiting):
    waiting.couverture_marche = None
    db.session.commit()
    refused = send(cast.farid, waiting, "qualification", public="oui")
    assert refused.status_code == 422 and set(refused.json["errors"]) == {"couverture_marche", "sans_nom"}
    assert "marché" in refused.json["errors"]["couverture_marche"][0]
    assert send(cast.farid, waiting, "qualification", public="peut-être").status_code == 422
    waiting.couverture_marche = "satisfait"
    db.session.commit()
    done = send(cast.farid, waiting, "qualification", public="oui", sans_nom=True)
    assert done.status_code == 200 and done.json["etat"] == "qualifie" and done.json["public"] is True
    assert send(cast.amina, waiting, "qualification", public="oui", sans_nom=True).status_code == 403


def test_a_need_is_rejected_for_a_reason_of_the_list(cast, send, waiting):
    assert send(cast.farid, waiting, "rejet", rejet="parce que").json["errors"]["rejet"]
    told = send(cast.farid, waiting, "rejet", rejet="hors_champ", precision="Voyez la CAF.")
    assert told.status_code == 200 and told.json["etat"] == "rejete"
    assert told.json["motif"].endswith("Voyez la CAF.")
    assert send(cast.farid, waiting, "rejet", rejet="doublon").status_code == 409


def test_a_merge_names_the_need_that_stays_by_its_reference(cast, send, public):
    twin = qualified(cast.basile, cast.farid, True, titre="Le même")
    for cible in (str(public.id), "BES-1999-0001", twin.reference, ""):
        refused = send(cast.farid, twin, "fusion", cible=cible)
        assert refused.status_code == 422 and refused.json["errors"]["cible"], cible
    told = send(cast.farid, twin, "fusion", cible=public.reference)
    assert told.status_code == 200 and told.json["etat"] == "fusionne"
    assert told.json["motif"] == f"Réuni à {public.reference}."


def test_a_note_is_kept_and_its_answer_tells_it_to_nobody(cast, visit, send, waiting):
    kept = send(cast.farid, waiting, "notes-internes", texte="canari-programme", cle="n-1")
    assert kept.status_code == 200 and "canari-programme" not in kept.text
    assert db.session.scalar(select(NoteInterne.texte)) == "canari-programme"
    assert db.session.scalar(select(func.count(Fait.id)).where(Fait.kind.contains("NoteInterne"))) == 1
    assert send(cast.amina, waiting, "notes-internes", texte="moi aussi").status_code == 403
    assert send(cast.edith, waiting, "notes-internes", texte="moi aussi").status_code == 404
    assert send(cast.farid, waiting, "notes-internes", texte=" ").json["errors"]["texte"]


def test_no_program_has_a_road_to_notes(app, cast, visit, waiting):
    write_note(waiting, Signature(cast.farid.id), "canari-note")
    db.session.commit()
    document = visit().get("/api/v1/openapi.json").json
    reads = [path for path, verbs in document["paths"].items() if "notes-internes" in path and "get" in verbs]
    told = [name for name in document["components"]["schemas"] if "NoteInterne" in name]
    assert reads == [] and told == ["NoteInterneForm"], "what is sent, and nothing that is answered"
    for end in ("", "/questions"):
        answer = visit(cast.farid).get(f"/api/v1/besoins/{waiting.reference}{end}")
        assert answer.status_code == 200 and "canari-note" not in answer.text
    assert db.session.scalar(select(func.count(Question.id))) == 0
