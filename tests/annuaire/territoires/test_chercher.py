"""Finding a territory: suggestions, typed words without a script, pages, programs."""

import pytest
from sqlalchemy import text

from annuaire.territoires.models import GenreTerritoire, Territoire
from annuaire.territoires.queries import begins_with, near, territoire_meant
from socle.database import on_sqlite
from socle.extensions import db
from socle.permissions import fetch
from socle.sujets import Ref, find
from tests.makers import make_territoires


@pytest.fixture
def places(cast):
    return make_territoires()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("arr", "CU d'Arras"),
        ("ARRAS", "Arras"),
        ("ternois", "CC du Ternois"),
        ("saint pol", "Saint-Pol-sur-Ternoise"),
        ("bains", "Mers-les-Bains"),
        ("62041", "Arras"),
        ("pas de c", "Pas-de-Calais"),
        ("hauts", "Hauts-de-France"),
    ],
)
def test_suggestions_ignore_case_accents_and_dashes(visit, places, words, first):
    found = visit().get("/territoires/proches", query_string={"q": words}).json
    assert found[0]["nom"] == first
    assert set(found[0]) == {"id", "nom", "detail"} and len(found) <= 12


def test_names_that_begin_so_come_before_those_that_contain_it(places):
    assert [t.nom for t in near("saint")][:2] == ["Saint-Pol-sur-Ternoise", "Saint-Martin"]
    assert [t.nom for t in near("me")] == ["Mers-les-Bains"]
    assert [t.nom for t in near("martin")] == ["Saint-Martin", "Saint-Martin"]
    assert near("a") == [] and near("%") == [] and near("") == []


def test_the_index_answers(app, places):
    statement = str(
        db.select(Place := places["62"].__class__)
        .where(begins_with("arr"))
        .compile(db.engine, compile_kwargs={"literal_binds": True})
    )
    assert Place
    if on_sqlite():
        plan = db.session.execute(text("EXPLAIN QUERY PLAN " + statement)).all()
    else:
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = db.session.execute(text("EXPLAIN " + statement)).all()
    assert "ix_territoire_recherche" in " ".join(str(line) for line in plan)


def test_typed_words_are_understood_without_a_script(places):
    assert territoire_meant("Arras").territoire is places["62041"]
    assert territoire_meant("arras (commune, Pas-de-Calais)").territoire is places["62041"]
    assert territoire_meant("Saint-Martin (Somme)").territoire is places["80700"]
    assert territoire_meant("nulle part") == (None, [])
    assert territoire_meant("") == (None, [])


def test_homonyms_are_offered_and_the_choice_is_kept(places):
    several = territoire_meant("saint martin")
    assert several.territoire is None
    assert {t.code for t in several.candidates} == {"62758", "80700"}
    chosen = territoire_meant("saint martin", among=str(places["80700"].id))
    assert chosen.territoire is places["80700"]


def test_a_number_that_no_longer_says_the_words_is_not_believed(places):
    assert territoire_meant("Achicourt", chosen=str(places["62041"].id)).territoire is places["62004"]
    assert territoire_meant("Arras", chosen="9" * 40).territoire is places["62041"]


def test_a_page_tells_where_it_lies_and_who_lives_there(visit, places):
    page = visit().get("/territoires/62041")
    assert page.status_code == 200
    for words in ("Arras", "42\u202f875", "Pas-de-Calais (département)", "d&#39;Arras", "2026"):
        assert words in page.text
    assert "Saint-Pol" in visit().get("/territoires/62").text
    assert visit().get("/territoires/32").status_code == 200
    assert visit().get("/territoires/region-32").status_code == 200


@pytest.mark.parametrize("code", ["99999", "region-99", "x-62", "0" * 200, "%00"])
def test_an_unknown_code_is_a_404(visit, places, code):
    assert visit().get(f"/territoires/{code}").status_code == 404
    assert visit().get(f"/api/v1/territoires/{code}").status_code == 404


def test_the_search_page_finds_and_says_when_it_does_not(visit, places):
    assert "Saint-Martin (Somme)" in visit().get("/territoires?q=saint-martin").text
    assert "Aucun territoire" in visit().get("/territoires?q=zzz").text
    assert "Somme" in visit().get("/territoires").text
    odd = visit().get("/territoires", query_string={"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in odd.text


def test_programs_read_the_same(visit, places):
    found = visit().get("/api/v1/territoires?q=arras").json["territoires"]
    assert {"code": "62041", "nom_long": "Arras (Pas-de-Calais)"}.items() <= found[0].items()
    likely = visit().get("/api/v1/territoires?q=arr&limit=1").json
    assert [one["nom"] for one in likely["territoires"]] == ["CU d'Arras"] and likely["next"] is None
    one = visit().get("/api/v1/territoires/62041").json
    assert set(one["parents"]) == {"departement:62", "epci:200033579"}
    assert {"id", "genre", "departement", "population", "annee"} <= set(one) and one["droits"] == {}


def test_programs_walk_the_map_or_a_part_of_it(visit, places):
    places["80300"].disparu = True
    db.session.commit()
    here = {territoire.code for territoire in places.values()} - {"80300"}
    told, after = set(), 0
    while after is not None:
        part = visit().get(f"/api/v1/territoires?limit=3&after={after}").json
        told, after = told | {one["code"] for one in part["territoires"]}, part["next"]
    assert told == here
    inside = visit().get("/api/v1/territoires?territoire=62&genre=commune").json["territoires"]
    assert {one["code"] for one in inside} == {"62041", "62004", "62767", "62758"}
    assert visit().get("/api/v1/territoires?territoire=99999").json["errors"].keys() == {"territoire"}
    assert visit().get("/api/v1/territoires?genre=canton").status_code == 422


def test_the_map_is_a_file(visit, places):
    page = visit().get("/territoires?q=saint-martin")
    assert "/territoires?q=saint-martin&amp;format=csv" in page.text
    lines = visit().get("/territoires?q=saint-martin&format=csv").data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Échelle;Code officiel;Nom")
    assert [line.split(";")[:2] for line in lines[1:]] == [["commune", "62758"], ["commune", "80700"]]
    assert len(visit().get("/territoires?format=json").json) == len(places)
    assert visit().get("/territoires?format=xlsx").data[:2] == b"PK"
    assert visit().get("/territoires?format=atom").status_code == 404


def test_a_code_that_two_levels_bear_is_the_narrower_one_and_each_has_its_address(visit, places):
    gers = Territoire(genre=GenreTerritoire.DEPARTEMENT, code="32", nom="Gers", nom_long="Gers (département)")
    gers.recherche = "gers"
    db.session.add(gers)
    db.session.commit()
    for adresse, found in (("32", gers), ("region-32", places["region-32"]), ("departement-32", gers)):
        assert fetch(Territoire, adresse=adresse) is found
        assert found.nom in visit().get(f"/territoires/{adresse}").text
        assert visit().get(f"/api/v1/territoires/{adresse}").json["id"] == found.id


def test_a_territory_is_named_from_afar(app, cast, places):
    sujet, arras = find(Ref("territoire", places["62041"].id), cast.edith)
    assert sujet.title(arras) == "Arras (Pas-de-Calais)"
    with app.test_request_context():
        assert sujet.url(arras) == "/territoires/62041"


def test_pages_cost_the_same_whatever_they_hold(visit, places, statements):
    guest = visit()
    guest.get("/territoires/62041")
    with statements() as small:
        guest.get("/territoires/80")
    with statements() as large:
        guest.get("/territoires/62")
    assert len(small) == len(large) <= 10
