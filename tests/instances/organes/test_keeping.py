"""Bodies are kept on pages and by programs: set up, changed, seated, and one of them answers the notes."""

from datetime import timedelta

import pytest

from instances.organes.events import OrganeAnswers, OrganeChanged, OrganeCreated, SiegeEnded, SiegeGiven
from instances.organes.models import Genre, Organe, Place, Siege
from instances.organes.queries import answering, seated, sits_where_notes_go
from socle.clock import today
from socle.courriels import Courriel
from socle.extensions import db
from socle.jobs import carry_all
from tests.makers import make_note

NEW = {"nom": "CDESS du Nord", "genre": "cdess", "objet": "Il réunit les acteurs du département."}


def organe(slug: str) -> Organe:
    return db.session.query(Organe).filter_by(slug=slug).one()


@pytest.mark.parametrize("who", ["farid", "admin"])
def test_a_body_of_any_kind_is_set_up_on_a_page(cast, visit, facts, who):
    keeper = visit(getattr(cast, who))
    page = keeper.get("/instances")
    assert 'href="/instances/nouvelle"' in page.text
    assert "Mot court de son adresse" in keeper.get("/instances/nouvelle").text
    sent = keeper.post("/instances", **NEW)
    assert (sent.status_code, sent.location) == (302, "/instances/cdess-du-nord")
    made = organe("cdess-du-nord")
    assert (made.nom, made.genre, made.repond) == ("CDESS du Nord", Genre.CDESS, False)
    assert facts(OrganeCreated) == [(getattr(cast, who).id, {"organe_id": made.id})]
    assert "Conseil départemental de l’ESS" in visit().get("/instances/cdess-du-nord").text


def test_a_program_sets_up_and_seats(cast, visit):
    farid = visit(cast.farid)
    made = farid.send("post", "/api/v1/instances", json=NEW | {"adresse": "cdess-59"})
    assert made.status_code == 201 and made.json["slug"] == "cdess-59"
    seat = {"compte": cast.hugo.id, "place": "vice_president", "college": "employeurs"}
    given = farid.send("post", "/api/v1/instances/cdess-59/sieges", json=seat)
    assert given.status_code == 201, given.json
    assert given.json["compte"]["id"] == cast.hugo.id and given.json["place"] == "vice_president"
    told = farid.get("/api/v1/instances/cdess-59").json["sieges"]
    assert [(one["compte"]["nom"], one["college"]) for one in told] == [("Hugo", "employeurs")]
    ended = farid.send("post", f"/api/v1/sieges/{given.json['id']}/fin", json={})
    assert ended.status_code == 200 and farid.get("/api/v1/instances/cdess-59").json["sieges"] == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"nom": "Conseil d'administration"}, "porte déjà ce nom"),
        ({"adresse": "ca"}, "a déjà cette adresse"),
        ({"nom": "…"}, "Il faut des lettres"),
        ({"genre": "tribu"}, "Choisissez"),
    ],
)
def test_what_cannot_be_set_up_comes_back_as_typed(cast, visit, said, sentence):
    page = visit(cast.farid).post("/instances", **NEW | said)
    assert page.status_code == 422 and sentence in page.text
    assert NEW["objet"] in page.text
    assert db.session.query(Organe).count() == 1


def test_a_body_is_renamed_and_keeps_its_address(cast, visit, facts):
    farid = visit(cast.farid)
    assert "Conseil d&#39;administration" in farid.get("/instances/ca/modification").text
    words = {"nom": "Le conseil", "objet": "Il répond."}
    assert farid.post("/instances/ca/modification", **words, version=1).status_code == 302
    assert (organe("ca").nom, organe("ca").version) == ("Le conseil", 2)
    assert facts(OrganeChanged) == [(cast.farid.id, {"organe_id": cast.ca.id})]
    late = farid.post("/instances/ca/modification", nom="Le bureau", objet="", version=1)
    assert late.status_code == 409 and "entre-temps" in late.text and "Le bureau" in late.text


def test_a_seat_is_given_on_a_page_for_a_structure_and_a_time(cast, visit, facts):
    farid, last = visit(cast.farid), today() + timedelta(days=30)
    assert 'href="/instances/ca/sieges/nouveau"' in farid.get("/instances/ca").text
    seat = {"alias": "@amina", "place": "membre", "structure": cast.jardins.nom, "fin": last.isoformat()}
    sent = farid.post("/instances/ca/sieges", **seat)
    assert (sent.status_code, sent.location) == (302, "/instances/ca")
    made = db.session.query(Siege).filter_by(compte_id=cast.amina.id).one()
    assert (made.structure_id, made.fin, made.place) == (cast.jardins.id, last, Place.MEMBRE)
    assert facts(SiegeGiven) == [(cast.farid.id, {"organe_id": cast.ca.id, "compte_id": cast.amina.id})]
    assert cast.jardins.nom in visit().get("/instances/ca").text
    again = farid.post("/instances/ca/sieges", alias="amina")
    assert again.status_code == 422 and "siège déjà ici" in again.text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Dites qui siège."),
        ({"alias": "personne"}, "Personne ne porte ce nom d"),
        ({"alias": "amina", "structure": "Nulle part"}, "Rien ne porte ce nom"),
        ({"alias": "amina", "debut": "2026-12-02", "fin": "2026-12-01"}, "La fin vient avant le début."),
    ],
)
def test_a_seat_of_nobody_is_refused_in_place(cast, visit, said, sentence):
    page = visit(cast.farid).post("/instances/ca/sieges", **said)
    assert page.status_code == 422 and sentence in page.text.replace("&#39;", "'")
    assert db.session.query(Siege).count() == 2


def test_a_seat_that_begins_later_is_announced_and_gives_nothing_yet(cast, visit):
    later = today() + timedelta(days=10)
    visit(cast.farid).post("/instances/ca/sieges", alias="amina", debut=later.isoformat())
    assert "Amina" not in [one.compte.nom for one in seated(cast.ca)]
    assert "À venir" in visit().get("/instances/ca").text
    assert visit(cast.amina).get("/api/v1/instances/ca").json["droits"]["sit"] is False


def test_whoever_sits_is_told_and_told_of_the_end(cast, visit):
    farid, amina = visit(cast.farid), visit(cast.amina)
    farid.post("/instances/ca/sieges", alias="amina")
    carry_all()
    assert "Vous siégez à" in amina.get("/notifications").text
    assert db.session.query(Courriel).filter_by(compte_id=cast.amina.id).count() == 1
    theirs = db.session.query(Siege).filter_by(compte_id=cast.amina.id).one()
    farid.post(f"/sieges/{theirs.id}/fin")
    carry_all()
    assert "Votre siège à" in amina.get("/notifications").text


def test_the_last_presidency_is_replaced_before_it_ends(cast, visit, facts):
    farid = visit(cast.farid)
    chair = db.session.query(Siege).filter_by(place=Place.PRESIDENT).one()
    refused = farid.post(f"/sieges/{chair.id}/fin")
    assert refused.status_code == 403 and "seule présidence" in refused.text
    farid.post("/instances/ca/sieges", alias="hugo", place="president")
    assert farid.post(f"/sieges/{chair.id}/fin").status_code == 302
    assert facts(SiegeEnded) == [(cast.farid.id, {"organe_id": cast.ca.id, "compte_id": cast.ines.id})]
    assert visit(cast.ines).get("/api/v1/instances/ca").json["droits"]["sit"] is False


def test_one_body_answers_the_notes_and_the_other_no_more(cast, visit, facts):
    farid = visit(cast.farid)
    farid.post("/instances", nom="Bureau", genre="bureau", objet="")
    farid.post("/instances/bureau/sieges", alias="amina", place="secretaire")
    assert "répond aux notes" not in visit().get("/instances/bureau").text
    assert farid.post("/instances/bureau/reponses").status_code == 302
    bureau = organe("bureau")
    assert answering() is bureau and not organe("ca").repond
    assert facts(OrganeAnswers) == [(cast.farid.id, {"organe_id": bureau.id, "before": cast.ca.id})]
    assert visit().get("/conseil").location == "/instances/bureau"
    assert sits_where_notes_go(cast.amina) and not sits_where_notes_go(cast.denis)
    assert farid.post("/instances/bureau/reponses").status_code in (302, 409)


def test_without_a_body_that_answers_a_note_waits_and_says_why(cast, visit):
    note = make_note(cast.pratiques, cast.basile)
    cast.ca.repond = False
    db.session.commit()
    page = visit(cast.basile).post(f"/notes/{note.id}/transmission")
    assert page.status_code == 409 and "Aucune instance ne répond encore aux notes" in page.text
    assert visit().get("/conseil").location == "/instances"
    assert visit().get("/conseil", follow_redirects=True).status_code == 200
