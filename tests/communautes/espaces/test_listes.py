"""The lists of communautés and of who belongs to them: their order, their pages, their files."""

import io
import json
import zipfile
from base64 import urlsafe_b64encode
from datetime import date

import pytest

from annuaire.comptes.models import Compte
from communautes.espaces.models import Communaute, Membre
from socle.extensions import db

MEMBERS = "/communautes/bonnes-pratiques/membres"


def institute(*noms: str) -> None:
    """More of them."""
    for number, nom in enumerate(noms):
        made = Communaute(
            code=f"X{number}", slug=f"x-{number}", nom=nom, objet=nom, instituee_le=date(2026, 1, 1)
        )
        db.session.add(made)
    db.session.commit()


def crowd(communaute: Communaute, how_many: int) -> None:
    """More people in it."""
    for number in range(how_many):
        alias = f"personne-{number:03d}"
        compte = Compte(
            nom=f"Personne {number:03d}", alias=alias, courriel=f"{alias}@demo.example", fs_uniquifier=alias
        )
        db.session.add(Membre(communaute_id=communaute.id, compte=compte))
    db.session.commit()


def shown_in_order(text: str, *words: str) -> bool:
    """Whether these words stand on the page in this order."""
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_accents_count_for_nothing_in_their_order(cast, visit):
    institute("Écologie", "Emploi", "Zone", "énergie")
    page = visit().get("/communautes").text
    assert shown_in_order(page, ">Bonnes pratiques<", ">Écologie<", ">Emploi<", ">énergie<", ">Zone<")


def test_many_communautes_are_read_page_after_page(cast, visit):
    institute(*(f"Groupe {number:02d}" for number in range(40)))
    first = visit().get("/communautes").text
    assert ">Groupe 20<" in first and ">Groupe 30<" not in first and "Page suivante" in first
    assert len(visit().get("/api/v1/communautes?limit=10").json["communautes"]) == 10


@pytest.mark.parametrize("path", ["/communautes", MEMBERS])
def test_each_list_is_read_as_files(cast, visit, path):
    told = {kind: visit().get(f"{path}?format={kind}") for kind in ("csv", "xlsx", "json", "atom")}
    assert {answer.status_code for answer in told.values()} == {200}
    word = "Amina" if path == MEMBERS else "Bonnes pratiques"
    assert word in told["csv"].get_data(as_text=True) and word in told["atom"].text
    assert word in json.dumps(json.loads(told["json"].data), ensure_ascii=False)
    assert zipfile.ZipFile(io.BytesIO(told["xlsx"].data)).testzip() is None
    assert visit().get(f"{path}?format=pdf").status_code == 404


def test_the_file_of_the_members_says_their_words(cast, visit):
    lines = visit().get(MEMBERS + "?format=csv").get_data(as_text=True).splitlines()
    assert lines[0] == "\ufeffPersonne;Fonction;Structure;Depuis le"
    assert lines[1].startswith("Basile;Anime la communauté;;")
    assert [line.partition(";")[0] for line in lines[1:]] == ["Basile", "Amina", "Hugo"]


def test_members_stand_by_structure_those_who_animate_first(cast, visit):
    db.session.get(Membre, (cast.pratiques.id, cast.amina.id)).structure_id = cast.jardins.id
    db.session.commit()
    page = visit(cast.edith).get(MEMBERS).text
    assert shown_in_order(
        page, "À titre personnel", "Basile", "anime la communauté", "Hugo", "Les Jardins du Marais", "Amina"
    )
    assert "3\u00a0membres" in page and "Retirer" not in page and "Inviter une personne" not in page
    assert "Retirer Hugo de la communauté ?" in visit(cast.basile).get(MEMBERS).text


def test_a_form_refused_beside_a_long_list_keeps_the_way_to_its_next_page(cast, visit):
    crowd(cast.pratiques, 40)
    basile = visit(cast.basile)
    page = basile.post("/communautes/bonnes-pratiques/invitations", alias="personne")
    assert page.status_code == 422 and f'href="{MEMBERS}?apres=' in page.text
    following = page.text.split(f'href="{MEMBERS}?apres=')[1].split('"')[0]
    rest = basile.get(f"{MEMBERS}?apres={following}").text
    assert "Personne 039" in rest and "Personne 001" not in rest
    torn = urlsafe_b64encode(json.dumps(["", "chef", "a", 1]).encode()).decode().rstrip("=")
    assert basile.get(f"{MEMBERS}?apres={torn}").status_code == 400


def test_programs_walk_through_the_members(cast, visit):
    path = "/api/v1" + MEMBERS
    first = visit().get(path + "?limit=2").json
    assert [one["compte"]["nom"] for one in first["membres"]] == ["Amina", "Basile"]
    rest = visit().get(f"{path}?after={first['next']}").json
    assert [one["compte"]["nom"] for one in rest["membres"]] == ["Hugo"] and rest["next"] is None
    assert first["membres"][1]["fonction"] == "animateur" and first["membres"][1]["structure"] is None


def test_members_of_a_private_communaute_are_told_to_members_alone(cast, visit):
    for path in ("/communautes/cellule/membres", "/api/v1/communautes/cellule/membres"):
        assert visit(cast.amina).get(path).status_code == 200
        assert {visit(who).get(path).status_code for who in (None, cast.edith, cast.farid)} == {404}


def test_a_reference_to_a_belonging_leads_nowhere(cast, visit):
    assert visit(cast.amina).get(f"/vers/membre:{cast.amina.id}").status_code == 404
