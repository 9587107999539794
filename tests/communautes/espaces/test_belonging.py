"""Entering a communauté and leaving it: by the page, and by a program at the same address."""

import pytest
from sqlalchemy import select

from communautes.espaces.events import EntreeAnswered, EntreeAsked, MembreInvited, MembreJoined, MembreLeft
from communautes.espaces.models import Communaute, Demande, Entree, Fonction, Membre
from socle.extensions import db

HOME = "/communautes/bonnes-pratiques"
ASKED = "/communautes/tiers-lieux"


@pytest.fixture
def on_request(cast) -> Communaute:
    """« Tiers-lieux », where one asks to enter; Gwen animates."""
    cast.tiers_lieux.entree = Entree.SUR_DEMANDE
    db.session.commit()
    return cast.tiers_lieux


def membre(communaute: Communaute, compte) -> Membre | None:
    return db.session.get(Membre, (communaute.id, compte.id))


def latest_demande() -> Demande:
    return db.session.scalars(select(Demande).order_by(Demande.id.desc())).first()


def test_one_joins_for_a_structure(cast, visit, facts):
    page = visit(cast.carole).post(HOME + "/membres", mandat=cast.mandat_carole.id)
    assert (page.status_code, page.location) == (302, HOME)
    assert membre(cast.pratiques, cast.carole).structure_id == cast.agglo.id
    assert facts(MembreJoined) == [
        (cast.carole.id, {"communaute_id": cast.pratiques.id, "compte_id": cast.carole.id})
    ]


def test_joining_twice_shows_success_and_joins_once(cast, visit, facts):
    edith = visit(cast.edith)
    assert [edith.post(HOME + "/membres").status_code for _ in range(2)] == [302, 302]
    assert len(facts(MembreJoined)) == 1
    edith.post(HOME + "/depart")
    assert edith.post(HOME + "/membres").status_code == 302
    assert len(facts(MembreJoined)) == 2 and membre(cast.pratiques, cast.edith)


def test_who_was_a_member_before_is_told_so(cast, visit):
    page = visit(cast.amina).post(HOME + "/membres")
    assert page.status_code == 409 and "déjà membre" in page.text


def test_a_program_joins_and_is_told_its_new_rights(cast, visit):
    edith = visit(cast.edith)
    told = edith.send("post", "/api/v1" + HOME + "/membres", json={})
    assert told.status_code == 200 and told.json["membre"]
    assert told.json["droits"]["leave"] and not told.json["droits"]["join"]
    wrong = edith.send("post", "/api/v1" + ASKED + "/membres", json={"mandat": cast.mandat_hugo.id})
    assert wrong.status_code == 422 and "mandat" in wrong.json["errors"]
    assert edith.send("post", "/api/v1/communautes/cellule/membres", json={}).status_code == 404


def test_one_leaves_and_a_second_click_is_no_refusal(cast, visit, facts):
    amina = visit(cast.amina)
    pages = [amina.post(HOME + "/depart") for _ in range(2)]
    assert [(page.status_code, page.location) for page in pages] == [(302, "/communautes")] * 2
    assert membre(cast.pratiques, cast.amina) is None
    assert facts(MembreLeft) == [
        (cast.amina.id, {"communaute_id": cast.pratiques.id, "compte_id": cast.amina.id, "motif": ""})
    ]


def test_the_last_to_animate_stays(cast, visit, facts):
    page = visit(cast.basile).post(HOME + "/depart")
    assert page.status_code == 403 and "nommez-en une autre" in page.text
    assert membre(cast.pratiques, cast.basile) and not facts(MembreLeft)


def test_one_asks_and_who_animates_hears_it(cast, visit, facts, heard, on_request):
    page = visit(cast.edith).post(ASKED + "/demandes", texte="J'aimerais venir")
    assert (page.status_code, page.location) == (302, ASKED)
    found = latest_demande()
    assert (found.compte_id, found.texte, found.repondue_le) == (cast.edith.id, "J'aimerais venir", None)
    assert facts(EntreeAsked) == [(cast.edith.id, {"communaute_id": on_request.id, "demande_id": found.id})]
    assert heard(cast.gwen) == ["Édith demande à entrer dans « Tiers-lieux »"]
    assert "Votre demande d’entrée est partie" in visit(cast.edith).get(ASKED).text


def test_who_was_let_in_since_is_told_so_and_asks_no_more(cast, visit, facts, on_request):
    edith = visit(cast.edith)
    edith.post(ASKED + "/demandes", texte="Bonjour")
    visit(cast.gwen).post(f"/demandes/{latest_demande().id}/reponse", reponse="oui")
    again = edith.post(ASKED + "/demandes", texte="Bonjour")
    assert again.status_code == 409 and "déjà membre" in again.text
    assert len(facts(EntreeAsked)) == 1


def test_who_asks_in_other_words_is_told_that_the_first_wait(cast, visit, facts, on_request):
    edith = visit(cast.edith)
    first = [edith.post(ASKED + "/demandes", texte="La première").status_code for _click in range(2)]
    other = edith.post(ASKED + "/demandes", texte="Bien meilleure")
    told = edith.send("post", "/api/v1" + ASKED + "/demandes", json={"texte": "Bien meilleure"})
    assert first == [302, 302] and (other.status_code, told.status_code) == (409, 409)
    assert "attend déjà une réponse" in other.text and "attend déjà une réponse" in told.json["detail"]
    assert latest_demande().texte == "La première" and len(facts(EntreeAsked)) == 1


def test_who_is_invited_does_not_ask(cast, visit, on_request):
    visit(cast.gwen).post(ASKED + "/invitations", alias=cast.edith.alias, texte="Venez")
    refused = visit(cast.edith).post(ASKED + "/demandes", texte="Puis-je ?")
    assert refused.status_code == 409 and "attend déjà une réponse" in refused.text


def test_a_refused_request_keeps_what_was_typed(cast, visit, on_request):
    page = visit(cast.edith).post(ASKED + "/demandes", texte="mot " * 300)
    assert page.status_code == 422 and "1000 caractères au plus" in page.text
    assert "mot mot mot" in page.text and latest_demande() is None


def test_a_program_asks(cast, visit, on_request):
    told = visit(cast.edith).send("post", "/api/v1" + ASKED + "/demandes", json={"texte": "Bonjour"})
    assert told.status_code == 201
    assert (told.json["communaute"], told.json["compte"]["nom"]) == ("tiers-lieux", "Édith")
    assert told.json["invitation"] is False and told.json["droits"] == {"answer": False, "withdraw": False}


@pytest.mark.parametrize(("reponse", "member"), [("oui", True), ("non", False)])
def test_a_request_is_answered(cast, visit, facts, heard, on_request, reponse, member):
    visit(cast.edith).post(ASKED + "/demandes", texte="Bonjour")
    found, gwen = latest_demande(), visit(cast.gwen)
    path = f"/demandes/{found.id}/reponse"
    page = gwen.post(path, reponse=reponse, texte="Avec plaisir")
    assert (page.status_code, page.location) == (302, ASKED)
    assert (found.acceptee, found.reponse) == (member, "Avec plaisir")
    assert bool(membre(on_request, cast.edith)) is member
    assert [by for by, _ in facts(EntreeAnswered)] == [cast.gwen.id]
    assert gwen.post(path, reponse=reponse, texte="Avec plaisir").status_code == 302
    assert gwen.post(path, reponse=reponse, texte="Un autre mot").status_code == 409
    (sentence,) = heard(cast.edith)
    assert ("maintenant membre" in sentence) is member and ("Avec plaisir" in sentence) is not member


def test_an_answer_left_blank_comes_back_with_its_page(cast, visit, on_request):
    visit(cast.edith).post(ASKED + "/demandes", texte="Bonjour")
    page = visit(cast.gwen).post(f"/demandes/{latest_demande().id}/reponse", texte="Je réfléchis")
    assert page.status_code == 422 and "Je réfléchis" in page.text and "nécessaire" in page.text


def test_a_program_answers(cast, visit, on_request):
    visit(cast.edith).post(ASKED + "/demandes", texte="Bonjour")
    path = f"/api/v1/demandes/{latest_demande().id}/reponse"
    assert visit(cast.gwen).send("post", path, json={"reponse": "peut-être"}).status_code == 422
    assert visit(cast.hugo).send("post", path, json={"reponse": "oui"}).status_code == 404
    told = visit(cast.gwen).send("post", path, json={"reponse": "oui"})
    assert told.status_code == 200 and told.json["acceptee"] is True and told.json["repondue_le"]


def test_someone_is_invited_and_hears_it(cast, visit, facts, heard):
    page = visit(cast.basile).post(HOME + "/invitations", alias="@Edith", texte="Venez")
    found = latest_demande()
    assert (page.status_code, page.location) == (302, HOME + "/membres")
    assert (found.compte_id, found.invitee_par_id, found.texte) == (cast.edith.id, cast.basile.id, "Venez")
    assert [details["demande_id"] for _, details in facts(MembreInvited)] == [found.id]
    assert heard(cast.edith) == ["Vous êtes invité·e dans la communauté « Bonnes pratiques »"]
    again = visit(cast.basile).post(HOME + "/invitations", alias="edith", texte="Encore")
    assert again.status_code == 409 and "déjà invitée" in again.text


def test_a_name_that_nobody_bears_comes_back_on_the_page_of_the_members(cast, visit):
    page = visit(cast.basile).post(HOME + "/invitations", alias="personne", texte="Venez donc")
    assert page.status_code == 422 and "Personne ne porte ce nom" in page.text
    assert "Venez donc" in page.text and 'value="personne"' in page.text and "Hugo" in page.text


def test_a_program_invites(cast, visit):
    path = "/api/v1" + HOME + "/invitations"
    told = visit(cast.basile).send("post", path, json={"alias": "edith"})
    assert told.status_code == 201 and told.json["invitation"] and told.json["compte"]["alias"] == "edith"
    wrong = visit(cast.basile).send("post", path, json={"alias": "personne"})
    assert wrong.status_code == 422 and list(wrong.json["errors"]) == ["alias"]


def test_who_declines_an_invitation_to_a_private_place_is_led_to_the_others(cast, visit):
    visit(cast.basile).post("/communautes/cellule/invitations", alias="edith", texte="Venez")
    found, edith = latest_demande().id, visit(cast.edith)
    page = edith.post(f"/demandes/{found}/reponse", reponse="non")
    assert (page.status_code, page.location) == (302, "/communautes")
    assert edith.get(f"/demandes/{found}").status_code == 404
    assert membre(cast.cellule, cast.edith) is None


def test_a_member_is_removed_and_reads_why(cast, visit, facts, heard):
    path = f"{HOME}/membres/{cast.hugo.id}/retrait"
    page = visit(cast.basile).post(path, motif="Parti en retraite")
    assert (page.status_code, page.location) == (302, HOME + "/membres")
    assert membre(cast.pratiques, cast.hugo) is None
    ((by, details),) = facts(MembreLeft)
    assert (by, details["compte_id"], details["motif"]) == (cast.basile.id, cast.hugo.id, "Parti en retraite")
    assert heard(cast.hugo) == [
        "Vous ne faites plus partie de « Bonnes pratiques ». Motif : Parti en retraite"
    ]
    assert visit(cast.basile).post(path, motif="Une autre raison").status_code == 409


def test_a_reason_too_long_comes_back_in_its_dialogue(cast, visit):
    page = visit(cast.basile).post(f"{HOME}/membres/{cast.hugo.id}/retrait", motif="x" * 501)
    assert page.status_code == 422 and "x" * 501 in page.text and "500 caractères au plus" in page.text
    assert page.text.count('<details class="confirm" data-behaviour="dialog" open>') == 1
    assert membre(cast.pratiques, cast.hugo)


def test_a_member_is_named_to_animate(cast, visit, heard):
    basile = visit(cast.basile)
    page = basile.post(HOME + "/animateurs", compte=cast.amina.id)
    assert (page.status_code, page.location) == (302, HOME + "/membres")
    assert membre(cast.pratiques, cast.amina).fonction is Fonction.ANIMATEUR
    assert heard(cast.amina) == ["Vous animez désormais la communauté « Bonnes pratiques »"]
    assert basile.post(HOME + "/animateurs", compte=cast.edith.id).status_code == 422
    told = basile.send("post", "/api/v1" + HOME + "/animateurs", json={"compte": cast.hugo.id})
    assert told.status_code == 200 and told.json["slug"] == "bonnes-pratiques"
    assert membre(cast.pratiques, cast.hugo).fonction is Fonction.ANIMATEUR


def counts(communaute: Communaute) -> tuple[int, int]:
    """How many belong, and for how many structures, as the house counts them; and as they are."""
    db.session.expire_all()
    here = select(Membre).where(Membre.communaute_id == communaute.id)
    membres = list(db.session.scalars(here))
    real = len(membres), len({one.structure_id for one in membres} - {None})
    assert (communaute.effectif, communaute.representees) == real
    return real


def test_a_communaute_knows_how_many_belong_and_for_how_many_structures(cast, visit):
    people, structures = counts(cast.pratiques)
    visit(cast.carole).post(HOME + "/membres", mandat=cast.mandat_carole.id)
    assert counts(cast.pratiques) == (people + 1, structures + 1)
    visit(cast.edith).post(HOME + "/membres")
    assert counts(cast.pratiques) == (people + 2, structures + 1)
    membre(cast.pratiques, cast.edith).structure_id = cast.agglo.id
    db.session.commit()
    assert counts(cast.pratiques) == (people + 2, structures + 1)
    membre(cast.pratiques, cast.edith).structure_id = cast.jardins.id
    db.session.commit()
    assert counts(cast.pratiques) == (people + 2, structures + 2)
    visit(cast.carole).post(HOME + "/depart")
    assert counts(cast.pratiques) == (people + 1, structures + 1)
    page = visit(cast.edith).get(HOME).text
    assert f"{people + 1}\u00a0membres" in page and "structure représentée" in page
