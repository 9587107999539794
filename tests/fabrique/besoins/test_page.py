"""The page of a need: its line, its fil, who follows it, where it comes from."""

import pytest
from sqlalchemy import func, select

from echanges.fils.models import Fil
from fabrique.besoins.models import SuiviBesoin
from fabrique.besoins.queries import follower_ids
from socle.extensions import db
from socle.liens import Relation, links_to
from socle.sujets import Ref, find
from tests.makers import make_besoin


def test_a_need_tells_what_is_missing_for_whom_and_who_answers(visit, public):
    page = visit().get(f"/besoins/{public.reference}")
    for words in (
        "Besoin public",
        public.reference,
        "Des familles refusent",
        "Arras (Pas-de-Calais)",
        "Familles",
        "On y répond trop peu",
        "Personne n&#39;y répond",
        "Enquête du CCAS",
        "2025",
        "Conditions",
        "Porteur",
        "Lancement",
    ):
        assert words in page.text, words
    assert "Amina" not in page.text


@pytest.mark.parametrize("reference", ["BES-2026-9999", "xxx", "BES-2026-0001'--", "1" * 300])
def test_an_unknown_reference_is_a_404(cast, visit, public, reference):
    for path in ("", "/instruction", "/recapitulatif", "/etapes/1"):
        assert visit(cast.farid).get(f"/besoins/{reference}{path}").status_code == 404
    assert visit(cast.farid).get(f"/besoins/{public.reference}/etapes/9").status_code == 404
    assert visit(cast.farid).get(f"/besoins/{public.reference}/etapes/{2**70}").status_code == 404


def test_one_talks_about_a_qualified_need_in_one_fil(cast, visit, public):
    edith = visit(cast.edith)
    first, again = (edith.post(f"/besoins/{public.reference}/fil") for _ in range(2))
    assert first.status_code == 302 and first.location == again.location
    fil = db.session.scalar(select(Fil))
    assert (fil.sujet_kind, fil.sujet_id) == ("besoin", public.id)
    talk = first.location.partition("#")[0]
    said = visit(cast.hugo).post(talk + "/messages", texte="Chez nous aussi.", cle="m-1")
    assert said.status_code == 302
    assert visit().get(talk).status_code == 404
    assert "En parler (1)" in edith.get(f"/besoins/{public.reference}").text
    assert visit(cast.hugo).post(talk + "/cloture", motif="Fini").status_code == 403
    assert visit(cast.farid).post(talk + "/cloture", motif="Fini").status_code == 302


def test_one_does_not_talk_before(cast, visit, waiting):
    refused = visit(cast.farid).post(f"/besoins/{waiting.reference}/fil")
    assert refused.status_code == 409 and "une fois le besoin qualifié" in refused.text
    assert visit(cast.edith).post(f"/besoins/{waiting.reference}/fil").status_code == 404


def test_following_twice_is_following_once(cast, visit, public):
    edith = visit(cast.edith)
    for _ in range(2):
        assert edith.post(f"/besoins/{public.reference}/suivi").status_code == 302
    assert db.session.scalar(select(func.count()).select_from(SuiviBesoin)) == 1
    assert "Ne plus suivre" in edith.get(f"/besoins/{public.reference}").text
    for _ in range(2):
        assert edith.post(f"/besoins/{public.reference}/suivi/retrait").status_code == 302
    assert db.session.scalar(select(func.count()).select_from(SuiviBesoin)) == 0


def test_programs_follow_and_talk_by_the_same_verbs(cast, visit, public, waiting):
    edith, path = visit(cast.edith), f"/api/v1/besoins/{public.reference}"
    told = edith.send("post", f"{path}/suivi", json={"cle": "s-1"})
    assert told.status_code == 200 and told.json["reference"] == public.reference
    assert told.json["droits"]["follow"] is True and told.json["droits"]["edit"] is False
    assert follower_ids(public.id) == {cast.edith.id}
    assert edith.send("post", f"{path}/suivi/retrait", json={}).status_code == 200
    assert follower_ids(public.id) == set()
    first, again = (edith.send("post", f"{path}/fil", json={"cle": "f-1"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200) and first.json == again.json
    assert db.session.scalar(select(func.count(Fil.id))) == 1
    assert edith.send("post", f"{path}/fil", json={"texte": "x"}).status_code == 422
    hidden = f"/api/v1/besoins/{waiting.reference}/suivi"
    assert edith.send("post", hidden, json={}).status_code == 404
    assert visit().send("post", f"{path}/suivi", json={}).status_code == 401


def test_a_need_keeps_the_link_to_what_it_was_born_of(cast, visit, public):
    child = make_besoin(cast.amina, "Né d'un autre", origine=Ref("proposition", 12))
    [lien] = links_to(Ref("besoin", child.id), Relation.DONNE_LIEU)
    assert lien.source == Ref("proposition", 12)
    assert visit(cast.amina).get("/besoins/nouveau?origine=proposition:999").status_code == 200
    assert visit(cast.amina).get("/besoins/nouveau?origine=zz:'").status_code == 200


def test_a_need_is_named_from_afar(app, cast, public):
    sujet, besoin = find(Ref("besoin", public.id), cast.edith)
    assert sujet.name(besoin) == public.reference and sujet.state(besoin) == "Qualifié"
    assert "Des familles" in sujet.text(besoin)
    with app.test_request_context():
        assert sujet.url(besoin) == f"/besoins/{public.reference}"
