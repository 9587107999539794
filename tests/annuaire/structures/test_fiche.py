"""The directory of structures: who keeps a sheet, which numbers are possible, how one finds it."""

import re

import pytest
from sqlalchemy import func, select

from annuaire.structures.events import StructureEdited, StructureEntered
from annuaire.structures.models import Structure
from annuaire.structures.queries import siren_valid, siret_valid
from socle.extensions import db
from socle.journal import Fait
from socle.permissions import can
from socle.sujets import Ref, find
from tests.makers import make_territoires

SEAT = ("territoire", "territoire_texte", "territoire_choix")
SHEET = {
    "nom": "Ressourcerie du Plateau",
    "famille": "cooperative",
    "siren": "999 000 037",
    "siret": "99900003700013",
    "territoire_texte": "Arras",
    "objet": "Donner une seconde vie.",
}

WHO_MAY = {
    "edit": {"Farid", "Hugo"},  # on Les Jardins, for which Hugo holds a mandate
    "recognise": {"Farid"},
    "create_structure": {"Farid"},
}


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_may(cast, verb):
    structure = None if verb == "create_structure" else cast.jardins
    assert cast.who(lambda person: can(person, verb, structure)) == WHO_MAY[verb]


def test_an_agent_keeps_the_sheet_of_her_collectivite(cast):
    assert cast.who(lambda person: can(person, "edit", cast.agglo)) == {"Farid", "Carole"}


@pytest.mark.parametrize("siren", ["732829320", "200034528", "999000011", "999000300", "356000000"])
def test_possible_sirens(siren):
    assert siren_valid(siren)


@pytest.mark.parametrize("siren", ["999000012", "200034582", "73282932", "7328293200", "", "٧٣٢٨٢٩٣٢٠"])
def test_impossible_sirens(siren):
    assert not siren_valid(siren)


@pytest.mark.parametrize(
    "siret", ["73282932000074", "20003452800014", "35600000009075", "35600000000048", "99900001100018"]
)
def test_possible_sirets(siret):
    assert siret_valid(siret)


@pytest.mark.parametrize("siret", ["73282932000079", "35600000009076", "99900001200018", "732829320"])
def test_impossible_sirets(siret):
    assert not siret_valid(siret)


def test_an_officer_enters_a_structure_once(cast, visit):
    places = make_territoires()
    farid = visit(cast.farid)
    first = farid.post("/structures", **SHEET, cle="s-1")
    again = farid.post("/structures", **SHEET, cle="s-1")
    assert first.status_code == again.status_code == 302
    assert first.location == again.location == "/structures/ressourcerie-du-plateau"
    kept = db.session.scalar(select(Structure).where(Structure.slug == "ressourcerie-du-plateau"))
    assert (kept.siren, kept.siret, kept.territoire_id) == ("999000037", "99900003700013", places["62041"].id)
    assert db.session.scalars(select(Fait.kind)).all().count(StructureEntered.kind()) == 1
    page = visit().get(first.location)
    assert "999 000 037" in page.text and "Arras (Pas-de-Calais)" in page.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"siren": "999000012", "siret": ""}, "pas un SIREN"),
        ({"siret": "73282932000079"}, "pas un SIRET"),
        ({"siret": "73282932000074"}, "commence par le SIREN"),
        ({"nom": " "}, "nécessaire"),
        ({"territoire_texte": "Nulle-part"}, "Aucun territoire"),
        ({"territoire_texte": "Saint-Martin"}, "choisissez"),
        ({"site": "javascript:alert(1)"}, "https://"),
        ({"famille": "secte"}, "de la liste"),
    ],
)
def test_a_refused_sheet_says_why_near_the_question_and_keeps_the_words(cast, visit, wrong, said):
    make_territoires()
    page = visit(cast.farid).post("/structures", **{**SHEET, **wrong})
    assert page.status_code == 422
    assert said in page.text and "Donner une seconde vie." in page.text
    assert db.session.scalar(select(func.count(Structure.id))) == 2


def test_the_right_homonym_is_kept(cast, visit):
    places = make_territoires()
    sheet = {**SHEET, "territoire_texte": "Saint-Martin"}
    page = visit(cast.farid).post("/structures", **sheet)
    assert "Saint-Martin (Somme)" in page.text and 'value="Saint-Martin"' in page.text
    visit(cast.farid).post("/structures", **sheet, territoire_choix=places["80700"].id)
    kept = db.session.scalar(select(Structure).where(Structure.siren == "999000037"))
    assert kept.territoire_id == places["80700"].id


def test_the_same_structure_is_not_entered_twice(cast, visit):
    make_territoires()
    farid = visit(cast.farid)
    farid.post("/structures", **SHEET, cle="a")
    twin = farid.post("/structures", **{**SHEET, "nom": "Autre nom"}, cle="b")
    assert twin.status_code == 422 and "porte déjà ce numéro" in twin.text
    same = farid.post("/structures", **{**SHEET, "siren": "", "siret": ""}, cle="c")
    assert same.status_code == 422 and "déjà inscrite ici" in same.text


JARDINS = {"nom": "Les Jardins du Marais clair", "famille": "association", "version": 1}


def test_who_holds_a_mandate_corrects_the_sheet_and_nothing_else(cast, visit):
    hugo, path = visit(cast.hugo), f"/structures/{cast.jardins.slug}/modification"
    sheet = {**JARDINS, "objet": "Maraîchage", "id": 999, "slug": "pris", "demo": "oui"}
    assert hugo.post(path, **sheet).status_code == 302
    db.session.refresh(cast.jardins)
    assert cast.jardins.objet == "Maraîchage" and not cast.jardins.demo
    assert cast.jardins.slug == "les-jardins-du-marais-clair"
    assert db.session.scalars(select(Fait.kind)).all().count(StructureEdited.kind()) == 1
    assert hugo.post(path, **sheet).status_code == 302  # the second of two clicks
    assert db.session.scalars(select(Fait.kind)).all().count(StructureEdited.kind()) == 1


def test_only_the_chambre_says_who_are_its_members(cast, visit):
    hugo, path = visit(cast.hugo), f"/structures/{cast.jardins.slug}/modification"
    assert "adherente" not in hugo.get(path).text
    refused = hugo.post(path, **JARDINS, adherente="oui")
    assert refused.status_code == 403 and "tient elle-même la liste de ses adhérents" in refused.text
    assert visit(cast.farid).post(path, **JARDINS, adherente="oui").status_code == 302
    assert hugo.post(path, **{**JARDINS, "version": 2, "objet": "Légumes"}).status_code == 302
    db.session.refresh(cast.jardins)
    assert cast.jardins.adherente and cast.jardins.objet == "Légumes"
    assert visit(cast.farid).post(path, **{**JARDINS, "version": 3}).status_code == 302
    db.session.refresh(cast.jardins)
    assert not cast.jardins.adherente


def test_two_people_at_once_lose_no_word(cast, visit):
    path = f"/structures/{cast.jardins.slug}/modification"
    visit(cast.farid).post(path, **JARDINS, objet="Maraîchage biologique")
    late = visit(cast.hugo).post(path, **JARDINS, objet="Insertion")
    assert late.status_code == 409 and "relisez-la" in late.text
    assert "Maraîchage biologique" in late.text and "Insertion" in late.text
    assert 'name="version" value="2"' in late.text


def test_the_chambre_ticks_its_members(cast, visit):
    sheet = {"nom": "Les Jardins du Marais clair", "famille": "association", "version": 1, "adherente": "oui"}
    path = f"/structures/{cast.jardins.slug}"
    assert visit(cast.farid).post(f"{path}/modification", **sheet).status_code == 302
    assert "Adhérente de la chambre" in visit().get(path).text


def test_others_read_and_are_told_who_keeps_it(cast, visit):
    edith = visit(cast.edith)
    page = edith.get(f"/structures/{cast.jardins.slug}")
    assert page.status_code == 200 and "Cette fiche est tenue" in page.text
    refused = edith.post(f"/structures/{cast.jardins.slug}/modification", nom="x", famille="autre")
    assert refused.status_code == 403 and "Cette fiche est tenue" in refused.text
    assert edith.get("/structures/nouvelle").status_code == 403
    assert visit().get("/structures/nouvelle").status_code == 302
    assert edith.get("/structures/inconnue").status_code == 404


def test_the_directory_is_searched_by_name_family_and_place(cast, visit):
    places = make_territoires()
    cast.jardins.territoire_id = places["62004"].id
    db.session.commit()
    guest = visit()
    assert "Marais" in guest.get("/structures?q=marais").text
    assert "Marais" not in guest.get("/structures?famille=collectivite").text
    here = {"territoire": places["62"].id, "territoire_texte": places["62"].etiquette}
    page = guest.get("/structures", query_string=here)
    assert "1\xa0structure" in page.text and "Retirer ce filtre" in page.text
    assert "Marais" not in guest.get("/structures", query_string={"territoire_texte": "Somme"}).text
    assert "Marais" in guest.get("/territoires/62").text
    assert guest.get("/structures?famille=secte").status_code == 404


def test_a_spent_key_keeps_what_was_typed(cast, visit):
    make_territoires()
    farid = visit(cast.farid)
    assert farid.post("/structures", cle="s-1", **SHEET).status_code == 302
    page = farid.post("/structures", cle="s-1", **SHEET | {"nom": "Une autre", "siren": "", "siret": ""})
    assert page.status_code == 409 and "Vos réponses sont gardées" in page.text
    assert 'value="Une autre"' in page.text and 'value="s-1"' not in page.text


def test_the_directory_says_why_it_is_not_narrowed(cast, visit):
    places = make_territoires()
    guest = visit()
    unknown = guest.get("/structures", query_string={"territoire_texte": "Nulle-part"}).text
    assert "Aucun territoire ne se nomme « Nulle-part »" in unknown and "Marais" in unknown
    assert 'value="Nulle-part"' in unknown
    several = guest.get("/structures", query_string={"territoire_texte": "Saint-Martin"}).text
    assert f"territoire={places['80700'].id}" in several and f"territoire={places['62758'].id}" in several
    assert "Aucun territoire ne se nomme" not in guest.get("/structures").text


def test_a_seat_is_rubbed_out_or_kept_without_a_script(cast, visit):
    places = make_territoires()
    cast.jardins.territoire_id = places["80700"].id
    db.session.commit()
    path = f"/structures/{cast.jardins.slug}/modification"
    page = visit(cast.hugo).get(path).text
    typed = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page).group(1) for name in SEAT}
    assert visit(cast.hugo).post(path, **JARDINS, **typed).status_code == 302
    assert db.session.get(Structure, cast.jardins.id).territoire_id == places["80700"].id
    visit(cast.hugo).post(path, **{**JARDINS, "version": 2}, **{**typed, "territoire_texte": ""})
    assert db.session.get(Structure, cast.jardins.id).territoire_id is None


def test_suggestions(cast, visit):
    found = visit(cast.edith).get("/structures/proches?q=jardins").json
    assert [one["nom"] for one in found] == ["Les Jardins du Marais clair"]
    assert visit().get("/structures/proches?q=les jar").json[0]["id"] == cast.jardins.id
    assert find(Ref("structure", cast.jardins.id), cast.edith)[0].state(cast.jardins) == "Association"


@pytest.mark.parametrize("rows", [1, 20, 50])
def test_the_list_costs_the_same_whatever_it_holds(cast, visit, statements, rows):
    for n in range(rows):
        db.session.add(Structure(nom=f"Structure {n}", slug=f"s-{n}", famille="association"))
    db.session.commit()
    guest = visit()
    with statements() as told:
        assert guest.get("/structures").status_code == 200
    assert len(told) <= 4
