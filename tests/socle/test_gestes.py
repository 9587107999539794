"""Gestes: one row a verb, two doors, and an act that is done once."""

import re

import pytest
from sqlalchemy import func, select

from annuaire.roles.models import Mandat
from communautes.propositions.models import Proposition, Soutien
from echanges.fils.models import Fil
from instances.plans.models import Action, Etat, Resultat
from socle.cles import Cle
from socle.extensions import db
from socle.gestes import NOTHING, Geste, declare, gestes
from socle.permissions import rules
from socle.sujets import page_of
from tests.droits.openapi import document

KEY = "une-fois"
WORDS = {"titre": "T", "description": "D", "objectif": "O"}
START, END = "/actions/{action}/demarrage", "/actions/{en_cours}/resultat"


def count(noun) -> int:
    return db.session.scalar(select(func.count()).select_from(noun))


def state(monde, name: str) -> Etat:
    db.session.expire_all()
    return db.session.get(Action, monde.ids[name]).etat


def test_a_second_click_shows_success_and_does_nothing(monde):
    denis, before = monde.visit("Denis"), count(Resultat)
    answers = [denis.post(monde.path(END), texte="Fait", cle=KEY) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    assert count(Resultat) == before + 1


def test_the_same_act_of_the_same_person_shows_success_without_a_key(monde):
    denis, path = monde.visit("Denis"), monde.path(START)
    assert [denis.post(path).status_code for _ in range(2)] == [302, 302]
    assert monde.visit("Inès").post(path).status_code == 409, "somebody else comes too late"
    assert state(monde, "action") is Etat.EN_COURS


def test_other_answers_are_another_act(monde):
    denis, path = monde.visit("Denis"), monde.path(END)
    assert denis.post(path, texte="Fait").status_code == 302
    assert denis.post(path, texte="Fait autrement").status_code == 409


def test_the_thing_must_still_stand_where_the_act_put_it(monde):
    denis = monde.visit("Denis")
    assert denis.post(monde.path(START)).status_code == 302
    assert monde.visit("Inès").post(monde.path("/actions/{action}/resultat"), texte="Fait").status_code == 302
    assert denis.post(monde.path(START)).status_code == 409, "it has moved on since"


def test_a_key_is_worth_one_sending(monde):
    denis = monde.visit("Denis")
    assert denis.post(monde.path(END), texte="Fait", cle=KEY).status_code == 302
    assert denis.post(monde.path(END), texte="Autrement", cle=KEY).status_code == 409, "other answers"
    assert denis.post(monde.path(START), cle=KEY).status_code == 409, "another act"
    assert state(monde, "action") is Etat.A_DEMARRER
    assert monde.visit("Inès").post(monde.path(START), cle=KEY).status_code == 302, "another person"


def test_a_program_that_sends_twice_is_answered_the_same(monde):
    path, before = "/api/v1/communautes/bonnes-pratiques/propositions", count(Proposition)
    hugo = monde.visit("Hugo")
    told = [hugo.send("post", path, json=WORDS | {"cle": KEY}) for _ in range(2)]
    assert [one.status_code for one in told] == [201, 200] and told[0].json == told[1].json
    other = hugo.send("post", path, json=WORDS | {"cle": KEY, "titre": "Autre"})
    assert other.status_code == 409 and other.content_type == "application/problem+json"
    assert count(Proposition) == before + 1


def test_a_page_and_its_program_share_the_key(monde):
    hugo, address = monde.visit("Hugo"), "/communautes/bonnes-pratiques/propositions"
    made = hugo.send("post", f"/api/v1{address}", json={**WORDS, "suite": "garder", "cle": KEY})
    again = hugo.post(address, **WORDS, suite="garder", cle=KEY)
    assert again.status_code == 302 and again.location.endswith(f"/propositions/{made.json['id']}")


def test_a_refused_form_keeps_what_was_typed(monde):
    basile = monde.visit("Basile")
    long = {"titre": "Une tournée", "objectif": "x" * 1_001, "description": "Dans les départements"}
    page = basile.post("/communautes/bonnes-pratiques/propositions", **long)
    assert page.status_code == 422 and "Une tournée" in page.text and "1000 caractères au plus" in page.text
    page = basile.post(monde.path("/propositions/{deposee}/ecart"), motif="é" * 1_001)
    assert page.status_code == 422 and "é" * 1_001 in page.text
    assert re.search(r'<details class="confirm" data-behaviour="dialog" open>', page.text)
    page = monde.visit("Denis").post(monde.path(END), texte=" ")
    assert page.status_code == 422 and "Cette réponse est nécessaire" in page.text
    assert (
        "Cette réponse est nécessaire" not in monde.visit("Denis").get(monde.path("/actions/{en_cours}")).text
    )


def test_two_versions_show_both_the_conflict_and_the_words(monde):
    words = {"titre": "Mon titre à moi", "description": "D", "objectif": "O"}
    path = monde.path("/propositions/{deposee}/modification")
    page = monde.visit("Amina").post(path, **words, version="7")
    assert page.status_code == 409 and "entre-temps" in page.text and "Mon titre à moi" in page.text


def test_a_page_offers_what_the_rule_allows(monde):
    path = monde.path("/actions/{action}")
    assert f'action="{path}/demarrage"' in monde.visit("Denis").get(path).text
    assert f'action="{path}/demarrage"' not in monde.visit("Édith").get(path).text
    assert 'name="cle"' in monde.visit("Denis").get(path).text


def test_one_signs_for_a_structure_by_a_mandate_of_ones_own(monde):
    mine = db.session.scalar(select(Mandat.id).where(Mandat.compte_id == monde.photo.people["Hugo"]))
    path = monde.path("/api/v1/propositions/{deposee}/soutien")
    assert monde.visit("Basile").send("post", path, json={"mandat": mine}).status_code == 422
    assert monde.visit("Hugo").send("post", path, json={"mandat": mine}).status_code == 200
    soutien = db.session.get(Soutien, (monde.ids["deposee"], monde.photo.people["Hugo"]))
    assert soutien.mandat == db.session.get(Mandat, mine).libelle


def test_each_geste_has_two_doors_a_rule_and_a_page(app):
    posted = {rule.rule for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    assert len(gestes()) > 15
    for geste in gestes():
        assert (geste.asks, geste.noun) in rules()
        assert geste.noun is NOTHING or page_of(geste.noun)
        assert f"/api/v1{geste.path}" in posted and (geste.path in posted or not geste.pages)
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/api/v1{geste.path}")
        told = document(app)["paths"][path]["post"]
        assert "requestBody" in told and ("201" if geste.makes else "200") in told["responses"]


def test_a_row_without_a_rule_or_written_twice_stops_the_start(app):
    with pytest.raises(TypeError, match="no rule"):
        declare(Geste(Fil, "burn", lambda fil, by: None, at="feu", label="Brûler"))
    with pytest.raises(TypeError, match="two gestes"):
        declare(Geste(Fil, "close", lambda fil, by: None, at="feu", label="Brûler"))


def test_errors_of_a_program_are_problems_by_question(monde):
    path, denis = monde.path("/api/v1" + END), monde.visit("Denis")
    said = denis.send("post", path, json={"texte": "", "titre": "x"})
    assert said.status_code == 422 and said.content_type == "application/problem+json"
    assert set(said.json["errors"]) == {"texte", "titre"}
    assert monde.visit("Édith").send("post", path, json={"texte": "x"}).status_code == 403


def test_nothing_is_kept_of_an_act_that_was_refused(monde):
    before = count(Cle)
    assert monde.visit("Édith").post(monde.path(START), cle=KEY).status_code == 403
    assert count(Cle) == before
