"""A program brings a whole need in one sending, completes it, hands it over; people go step by step."""

import pytest
from sqlalchemy import func, select

from fabrique.besoins.events import BesoinEdited, BesoinSubmitted
from fabrique.besoins.models import Besoin, Etat, Source
from fabrique.depots.forms import FIGURES
from socle.courriels import Courriel
from socle.extensions import db
from socle.journal import Fait
from socle.liens import Relation, links_to
from socle.sujets import Ref
from tests.makers import make_proposition

FIGURE = {"libelle": "Familles", "valeur": "14", "annee": 2025, "source": "CCAS"}
WHOLE = {
    "titre": "Garde la nuit",
    "constat": "Des familles refusent un emploi.",
    "source": "enquete",
    "date_constat": "2025-03-01",
    "filieres": ["mobilite"],
    "territoires": ["62041", "80"],
    "publics": ["familles", "aidants"],
    "population_estimee": 1400,
    "couverture_publique": "peu_satisfait",
    "couverture_marche": "non_satisfait",
    "preuves": [FIGURE],
    "temoignages": "Dit au guichet",
    "idees": "Une garde itinérante",
}


@pytest.fixture
def send(visit):
    """``send(person, "/besoins", titre="…")``: an act by program."""

    def send(person, path: str, **said):
        return visit(person).send("post", f"/api/v1{path}", json=said)

    return send


def _facts(event: type) -> list[dict]:
    return list(db.session.scalars(select(Fait.details).where(Fait.kind == event.kind()).order_by(Fait.id)))


def test_a_whole_need_is_brought_in_one_sending_then_handed_over(cast, send, places):
    made = send(cast.amina, "/besoins", **WHOLE, cle="p-1")
    assert made.status_code == 201 and made.json["etat"] == "brouillon"
    told = made.json
    assert [one["code"] for one in told["territoires"]] == ["80", "62041"]
    assert (told["preuves"], told["publics"]) == ([FIGURE], ["aidants", "familles"])
    assert told["filieres"][0]["code"] == "mobilite" and told["population_estimee"] == 1400
    assert told["auteur"]["nom"] == "Amina" and told["droits"]["submit"] and told["droits"]["edit"]
    besoin = db.session.scalars(select(Besoin)).one()
    assert (besoin.source, besoin.temoignages) == (Source.ENQUETE, "Dit au guichet")
    assert _facts(BesoinEdited)[0]["etape"] == 0
    path = f"/besoins/{told['reference']}"
    handed = send(cast.amina, f"{path}/soumission")
    assert handed.status_code == 200 and handed.json["etat"] == "soumis" and handed.json["soumis_le"]
    assert len(_facts(BesoinSubmitted)) == 1
    assert db.session.scalar(select(func.count(Courriel.id))) == 1


def test_the_same_sending_twice_is_one_need(cast, send, places):
    first, again = (send(cast.amina, "/besoins", **WHOLE, cle="p-1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200) and first.json == again.json
    assert send(cast.amina, "/besoins", titre="Autre", cle="p-1").status_code == 409
    assert db.session.scalar(select(func.count(Besoin.id))) == 1


def test_a_title_is_enough_and_what_is_missing_is_told_when_it_is_handed_over(cast, send, places):
    assert send(cast.amina, "/besoins").json["errors"]["titre"]
    draft = send(cast.amina, "/besoins", titre="Juste un titre")
    assert draft.status_code == 201
    refused = send(cast.amina, f"/besoins/{draft.json['reference']}/soumission")
    assert refused.status_code == 422
    assert set(refused.json["errors"]) == {"constat", "territoires", "publics"}
    assert "Dites le constat" in refused.json["detail"]


ODD = [
    ("territoires", ["99999"], "code « 99999 »"),
    ("filieres", ["poterie"], "se nomme « poterie »"),
    ("publics", ["martiens"], "de la liste"),
    ("source", "rumeur", "de la liste"),
    ("couverture_publique", "bof", "de la liste"),
    ("titre", "", "nécessaire"),
    ("titre", "T" * 141, "140 caractères"),
    ("date_constat", "hier", "forme attendue"),
    ("preuves", [{"valeur": "14"}], "ce que ce chiffre mesure"),
    ("preuves", [FIGURE] * (FIGURES + 1), "4 chiffres au plus"),
    ("preuves", [FIGURE, {"libelle": "F", "annee": 1066}], "entre 1900 et 2100"),
    ("origine", "proposition:999", "Rien que vous puissiez lire"),
    ("etat", "qualifie", "Cette question n'existe pas"),
]


@pytest.mark.parametrize(("name", "value", "said"), ODD)
def test_a_wrong_answer_is_told_by_its_name_and_nothing_is_kept(cast, send, places, name, value, said):
    refused = send(cast.amina, "/besoins", **{**WHOLE, name: value})
    assert refused.status_code == 422
    sentences = refused.json["errors"][name]
    assert isinstance(sentences, list) and said in sentences[0]
    assert db.session.scalar(select(func.count(Besoin.id))) == 0


def test_an_official_code_is_asked_not_the_number_of_a_row(cast, send, places):
    refused = send(cast.amina, "/besoins", titre="T", territoires=[str(places["80533"].id)])
    assert refused.status_code == 422 and "code officiel" in refused.json["errors"]["territoires"][0]
    region = send(cast.amina, "/besoins", titre="T", territoires=["region-32"])
    assert [one["genre"] for one in region.json["territoires"]] == ["region"]


def test_a_program_completes_a_part_of_the_sheet_and_the_rest_stays(cast, send, draft):
    path, before = f"/besoins/{draft.reference}/fiche", draft.constat
    done = send(cast.amina, path, version=draft.version, manques="Rien la nuit", filieres=["alimentation"])
    assert done.status_code == 200 and done.json["manques"] == "Rien la nuit"
    assert done.json["constat"] == before and done.json["preuves"] and done.json["publics"] == ["familles"]
    assert done.json["couverture_publique"] == "peu_satisfait" and len(done.json["filieres"]) == 1
    assert done.json["version"] == draft.version
    late = send(cast.amina, path, version=done.json["version"] - 1, manques="Autre chose")
    assert late.status_code == 409 and "entre-temps" in late.json["detail"]
    assert send(cast.amina, path, manques="Sans version").json["errors"]["version"]
    assert send(cast.amina, path, version=draft.version, titre="").json["errors"]["titre"]
    emptied = send(cast.amina, path, version=draft.version, preuves=[], couverture_publique="")
    assert emptied.json["preuves"] == [] and emptied.json["couverture_publique"] is None
    assert send(cast.edith, path, version=draft.version, manques="x").status_code == 404


def test_a_sheet_that_is_read_is_completed_by_who_reads_it(cast, send, waiting):
    path = f"/besoins/{waiting.reference}/fiche"
    assert send(cast.amina, path, version=waiting.version, manques="x").status_code == 409
    assert send(cast.gwen, path, version=waiting.version, manques="Vu").json["manques"] == "Vu"
    assert waiting.etat is Etat.SOUMIS


def test_a_need_keeps_the_link_to_what_it_was_born_of_by_program_too(cast, send, places):
    proposition = make_proposition(cast.pratiques, cast.amina)
    made = send(cast.amina, "/besoins", titre="Né d'elle", origine=f"proposition:{proposition.id}")
    linked = links_to(Ref("besoin", made.json["id"]), Relation.DONNE_LIEU)
    assert [lien.source for lien in linked] == [Ref("proposition", proposition.id)]


def test_a_need_is_brought_in_the_name_of_a_structure_by_program_too(cast, send, places):
    made = send(cast.hugo, "/besoins", titre="T", mandat=cast.mandat_hugo.id)
    assert made.json["mandat"] == "Les Jardins du Marais clair (directeur)"
    assert send(cast.amina, "/besoins", titre="T", mandat=cast.mandat_hugo.id).status_code == 422


def test_people_have_no_page_there(cast, visit, draft):
    assert visit(cast.amina).get(f"/besoins/{draft.reference}/fiche").status_code == 404
    assert visit(cast.amina).post(f"/besoins/{draft.reference}/fiche", version=1).status_code in (404, 405)
