"""The directory for programs, and its files."""

import pytest
from sqlalchemy import select

from annuaire.structures.events import StructureEdited, StructureEntered
from annuaire.structures.models import Famille, Structure
from socle.extensions import db
from socle.journal import Fait
from tests.makers import make_territoires

SHEET = {"nom": "Ressourcerie du Plateau", "famille": "cooperative", "siret": "99900003700013"}
KEYS = {
    *("id", "slug", "nom", "sigle", "famille", "siren", "siret"),
    *("territoire", "objet", "site", "adherente", "droits"),
}


def test_the_directory_is_walked_and_narrowed(cast, visit):
    listed = visit().get("/api/v1/structures?limit=1").json
    first = listed["structures"][0]
    assert len(listed["structures"]) == 1 and listed["next"] == first["id"] and set(first) == KEYS
    found = visit().get("/api/v1/structures?q=marais&famille=association").json["structures"]
    assert [one["slug"] for one in found] == [cast.jardins.slug]
    assert visit().get("/api/v1/structures?famille=secte").status_code == 422
    told = visit(cast.hugo).get(f"/api/v1/structures/{cast.jardins.slug}").json
    assert told["droits"] == {"edit": True} and told["version"] == 1


def test_a_territory_is_named_by_its_code(cast, visit):
    places = make_territoires()
    cast.jardins.territoire_id = places["62004"].id
    db.session.commit()
    here = visit().get("/api/v1/structures?territoire=62").json["structures"]
    assert [(one["slug"], one["territoire"]["code"]) for one in here] == [(cast.jardins.slug, "62004")]
    assert visit().get("/structures?territoire=80").text.count('class="row"') == 0
    assert visit().get("/structures?territoire=99999").status_code == 404
    rubbed_out = visit().get("/structures?territoire=99999&territoire_texte=")
    assert rubbed_out.status_code == 200 and "2\xa0structures" in rubbed_out.text


def test_an_officer_enters_a_structure_by_program(cast, visit):
    places = make_territoires()
    farid = visit(cast.farid)
    made = farid.send("post", "/api/v1/structures", json={**SHEET, "territoire": "62041", "cle": "s-1"})
    again = farid.send("post", "/api/v1/structures", json={**SHEET, "territoire": "62041", "cle": "s-1"})
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json == again.json and made.json["territoire"]["id"] == places["62041"].id
    kept = db.session.scalars(select(Structure).where(Structure.siren == "999000037")).one()
    assert (kept.famille, kept.slug) == (Famille.COOPERATIVE, "ressourcerie-du-plateau")
    assert db.session.scalars(select(Fait.kind)).all().count(StructureEntered.kind()) == 1


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"territoire": "99999"}, "territoire"),
        ({"territoire": "pays-12"}, "territoire"),
        ({"territoire_texte": "Saint-Martin"}, "territoire"),
        ({"siret": "12"}, "siret"),
        ({"demo": True}, "demo"),
        ({"nom": None}, "nom"),
    ],
)
def test_a_program_is_told_what_is_wrong_and_where(cast, visit, wrong, where):
    make_territoires()
    answer = visit(cast.farid).send("post", "/api/v1/structures", json={**SHEET, **wrong})
    assert answer.status_code == 422 and set(answer.json["errors"]) == {where}


def test_null_is_no_answer(cast, visit):
    sheet = {"nom": "Sans numéro", "famille": "autre", "siren": None, "siret": None, "objet": None}
    made = visit(cast.farid).send("post", "/api/v1/structures", json=sheet)
    assert made.status_code == 201
    assert (made.json["siren"], made.json["objet"]) == (None, "")


def test_the_sheet_is_corrected_by_program(cast, visit):
    path = f"/api/v1/structures/{cast.jardins.slug}/modification"
    sheet = {"nom": cast.jardins.nom, "famille": "association", "objet": "Maraîchage", "version": 1}
    assert visit().send("post", path, json=sheet).status_code == 401
    assert visit(cast.edith).send("post", path, json=sheet).status_code == 403
    changed = visit(cast.hugo).send("post", path, json=sheet)
    assert changed.status_code == 200
    assert (changed.json["objet"], changed.json["version"]) == ("Maraîchage", 2)
    late = visit(cast.farid).send("post", path, json={**sheet, "objet": "Autre"})
    assert late.status_code == 409
    assert StructureEdited.kind() in db.session.scalars(select(Fait.kind)).all()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "atom"])
def test_the_directory_is_a_file(cast, visit, kind):
    file = visit().get(f"/structures?famille=association&format={kind}")
    assert file.status_code == 200
    if kind != "xlsx":
        assert "Les Jardins du Marais clair" in file.text and "Agglomération" not in file.text
    if kind == "csv":
        assert file.text.splitlines()[0].endswith("Ce qu’elle fait;Site;Adhérente de la chambre")


def test_the_whole_directory_is_counted(cast, visit):
    assert "2\xa0structures" in visit().get("/structures").text
    assert "1\xa0structure<" in visit().get("/structures?q=marais").text
