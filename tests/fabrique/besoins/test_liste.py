"""The list of needs: what each person finds there, filters that stay in the address, its price."""

import pytest

from fabrique.besoins.models import Besoin
from fabrique.instructions.actions import merge_besoin
from socle.extensions import db
from socle.signatures import Signature
from tests.makers import qualified, submitted


def _titles(page) -> set[str]:
    return {
        t
        for t in ("Besoin public", "Garde d&#39;enfants la nuit", "Brouillon d&#39;Amina", "À Mers")
        if t in page.text
    }


def test_each_finds_what_they_may_read(cast, visit, draft, waiting, public):
    assert _titles(visit().get("/besoins")) == {"Besoin public"}
    assert _titles(visit(cast.edith).get("/besoins")) == {"Besoin public"}
    assert _titles(visit(cast.farid).get("/besoins")) == {"Besoin public", "Garde d&#39;enfants la nuit"}
    mine = visit(cast.amina).get("/besoins?de=moi")
    assert _titles(mine) == {"Besoin public", "Garde d&#39;enfants la nuit", "Brouillon d&#39;Amina"}
    assert "3\xa0besoins" in mine.text
    assert "À qualifier" in visit(cast.farid).get("/besoins").text
    assert "À qualifier" not in visit(cast.edith).get("/besoins").text


def test_filters_narrow_stay_in_the_address_and_are_removed_one_by_one(cast, visit, places, public):
    qualified(cast.amina, cast.farid, True, titre="À Mers", lieux=["80533"])
    guest = visit()
    here = {"territoire": places["62"].id, "territoire_texte": places["62"].etiquette}
    page = guest.get("/besoins", query_string={**here, "public": "familles"})
    assert _titles(page) == {"Besoin public"} and "1\xa0besoin<" in page.text
    assert "/besoins?public=familles" in page.text and "Pas-de-Calais (département)" in page.text
    assert _titles(guest.get("/besoins", query_string={"territoire_texte": "Hauts-de-France"})) == {
        "Besoin public",
        "À Mers",
    }
    assert _titles(guest.get("/besoins?public=jeunes")) == set()
    assert "Aucun besoin ne répond" in guest.get("/besoins?public=jeunes").text
    both = guest.get("/besoins", query_string={"territoire_texte": "Saint-Martin"})
    assert "Saint-Martin (Somme)" in both.text


def test_an_alias_of_a_filiere_is_the_filiere(cast, visit, places, public):
    from annuaire.territoires.queries import filiere_named

    public.filieres = [filiere_named("alimentation")]
    db.session.commit()
    page = visit().get("/besoins?filiere=alimentation")
    assert _titles(page) == {"Besoin public"} and "Alimentation et circuits de proximité" in page.text
    assert _titles(visit().get("/besoins?filiere=mobilite")) == set()


@pytest.mark.parametrize("odd", ["filiere=poterie", "public=martiens", "etat=perdu", "de=elle", "apres=zz"])
def test_an_odd_filter_is_said_not_ignored(visit, places, odd):
    assert visit().get(f"/besoins?{odd}").status_code in (400, 404)


def test_counts_and_pages_agree(cast, visit, places):
    for n in range(30):
        qualified(cast.amina, cast.farid, True, titre=f"Besoin numéro {n:02d}")
    guest = visit()
    first = guest.get("/besoins")
    assert "30\xa0besoins" in first.text and first.text.count('class="row"') == 25
    following = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = guest.get(following)
    assert second.text.count('class="row"') == 5 and "30\xa0besoins" in second.text


def test_merged_needs_leave_the_list(cast, visit, places, public):
    twin = qualified(cast.basile, cast.farid, True, titre="À Mers")
    merge_besoin(twin, Signature(cast.farid.id), public)
    db.session.commit()
    assert _titles(visit().get("/besoins")) == {"Besoin public"}


@pytest.mark.parametrize("rows", [1, 20, 50])
@pytest.mark.parametrize("who", ["edith", "gwen", None])
def test_the_list_costs_the_same_whatever_it_holds(cast, visit, places, statements, rows, who):
    for n in range(rows):
        db.session.add(
            Besoin(
                reference=f"BES-2020-{n:04d}",
                titre=f"Besoin {n}",
                auteur_id=cast.amina.id,
                etat="qualifie",
                public=True,
                qualifie_le=cast.amina.cree_le,
                territoires=[places["62041"]],
            )
        )
    db.session.commit()
    visitor = visit(getattr(cast, who) if who else None)
    for path in ("/besoins", "/api/v1/besoins"):
        with statements() as told:
            assert visitor.get(path).status_code == 200
        assert len(told) <= 12, "\n".join(told)


def test_the_page_of_a_territory_shows_its_needs(cast, visit, places, public):
    submitted(cast.amina, "Encore caché")
    page = visit().get("/territoires/62")
    assert "Besoin public" in page.text and "Encore caché" not in page.text


def test_programs_read_the_same_list_without_names_for_guests(cast, visit, public, recognised):
    told = visit().get("/api/v1/besoins").json["besoins"]
    assert [one["reference"] for one in told] == [public.reference]
    assert told[0]["auteur"] is None and "Amina" not in visit().get("/api/v1/besoins").text
    assert {"edit", "submit", "comment", "follow"} <= set(told[0]["droits"])
    assert not any(told[0]["droits"].values())
    signed = visit(cast.edith).get("/api/v1/besoins?limit=1").json
    assert signed["besoins"][0]["auteur"]["nom"] == "Amina" and signed["next"] == signed["besoins"][0]["id"]
    rest = visit(cast.edith).get(f"/api/v1/besoins?after={signed['next']}").json
    assert len(rest["besoins"]) == 1 and rest["next"] is None
    one = visit().get(f"/api/v1/besoins/{public.reference}").json
    assert one["preuves"][0]["annee"] == 2025 and one["publics"] == ["familles"]
    assert not {"temoignages", "notes", "questions", "relecture"} & set(one)
    assert visit().get(f"/api/v1/besoins/{recognised.reference}").status_code == 404
    assert visit().get("/api/v1/besoins?territoire=62").json["besoins"]
    assert visit().get("/api/v1/besoins?territoire=99999").json["errors"].keys() == {"territoire"}
    assert visit().get("/api/v1/besoins?public=martiens").status_code == 422


def test_programs_ask_for_their_own(cast, visit, draft, waiting, public):
    mine = {one["reference"] for one in visit(cast.amina).get("/api/v1/besoins?de=moi").json["besoins"]}
    assert mine == {draft.reference, waiting.reference, public.reference}
    assert visit(cast.edith).get("/api/v1/besoins?de=moi").json["besoins"] == []


def test_a_code_narrows_the_page_as_it_narrows_the_program(cast, visit, places, public):
    qualified(cast.amina, cast.farid, True, titre="À Mers", lieux=["80533"])
    assert _titles(visit().get("/besoins?territoire=62")) == {"Besoin public"}
    assert _titles(visit().get("/besoins?territoire=80")) == {"À Mers"}
    assert visit().get("/besoins?territoire=99999").status_code == 404


def test_words_that_name_no_place_do_not_narrow_and_are_said(visit, public):
    page = visit().get("/besoins?territoire_texte=Nulle-part")
    assert "Aucun territoire ne se nomme « Nulle-part »" in page.text and _titles(page) == {"Besoin public"}


def _lines(answer) -> list[str]:
    return answer.data.decode("utf-8-sig").splitlines()


def test_the_list_is_a_file_of_what_each_may_read_without_names_for_guests(cast, visit, recognised, public):
    head, *rows = _lines(visit().get("/besoins?format=csv"))
    assert head.startswith("Référence;Besoin;Où il en est") and len(rows) == 1
    for words in (public.reference, "Qualifié", "Arras (Pas-de-Calais)", "Familles", "On y répond trop peu"):
        assert words in rows[0]
    assert "Amina" not in rows[0]
    _, *known = _lines(visit(cast.edith).get("/besoins?format=csv"))
    assert len(known) == 2 and all("Amina" in row for row in known)
    assert len(_lines(visit(cast.edith).get("/besoins?format=csv&public=jeunes"))) == 1
    assert visit().get("/besoins?format=xlsx").data[:2] == b"PK"
    assert [one["reference"] for one in visit().get("/besoins?format=json").json] == [public.reference]
    feed = visit().get("/besoins?format=atom")
    assert f"/vers/besoin:{public.id}</id>" in feed.text and feed.text.count("<entry>") == 1
    assert "format=csv" in visit().get("/besoins").text
