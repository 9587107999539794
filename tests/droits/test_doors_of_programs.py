"""What programs send and show: JSON and nothing else, one account by request, words a database can hold."""

import pytest
from sqlalchemy import func, select

from annuaire.jetons.actions import make_jeton
from communautes.propositions.models import Proposition
from echanges.fils.models import Message
from fabrique.besoins.models import Besoin
from socle.extensions import db
from tests.droits.monde import GUEST

ASKED = "/api/v1/communautes/bonnes-pratiques/propositions"
WORDS = {"titre": "Une tournée", "description": "Dix villes.", "objectif": "Être connus"}


def how_many(noun: type) -> int:
    return db.session.scalar(select(func.count(noun.id)))


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"])
def test_a_body_that_is_not_json_is_refused_rather_than_dropped(monde, kind):
    hugo, before = monde.visit("Hugo"), how_many(Proposition)
    for path in (ASKED, monde.path("/api/v1/propositions/{deposee}/soutien")):
        answer = hugo.send("post", path, data="titre=Perdu&mandat=1", content_type=kind)
        assert answer.status_code == 415 and "JSON" in answer.json["detail"]
        assert answer.mimetype == "application/problem+json"
    assert how_many(Proposition) == before
    assert not hugo.get(monde.path("/api/v1/propositions/{deposee}")).json["soutiens"]


def test_an_act_without_questions_needs_no_body(monde):
    told = monde.visit("Hugo").send("post", monde.path("/api/v1/propositions/{deposee}/soutien"))
    assert told.status_code == 200 and told.json["soutiens"] == 1


def test_a_token_is_who_it_says(monde):
    """A cookie beside it is not heard: tokens are not asked for the proofs of browsers."""
    _, jeton = make_jeton(monde.person("Hugo"), "agenda")
    db.session.commit()
    amina = monde.visit("Amina")
    told = amina.send("get", "/api/v1/moi", headers={"Authorization": f"Bearer {jeton}"})
    assert told.json["nom"] == "Hugo"
    told = amina.send("get", "/api/v1/moi", headers={"Authorization": f"BEARER {jeton}"})
    assert told.json["nom"] == "Hugo", "a scheme has no case"
    before = how_many(Proposition)
    for path in (ASKED, ASKED.removeprefix("/api/v1")):
        wrong = amina.send("post", path, json=WORDS, headers={"Authorization": "bearer faux"})
        assert wrong.status_code in (302, 401), "a token that opens nothing is nobody"
    assert how_many(Proposition) == before


@pytest.mark.parametrize("odd", ["a\ud800", "a\u0000", "a\u202e", "x" * 5_000])
def test_no_word_of_a_list_reaches_a_database_that_cannot_hold_it(monde, odd):
    before = how_many(Besoin)
    for words in ({"territoires": [odd]}, {"filieres": [odd]}, {"publics": [odd]}):
        told = monde.visit("Carole").send("post", "/api/v1/besoins", json={"titre": "t"} | words)
        assert told.status_code == 422 and told.mimetype == "application/problem+json"
    assert how_many(Besoin) == before
    for nothing in ("\ud800", "\u0000"):
        sent = {"titre": "t", "territoires": [nothing]}
        told = monde.visit("Carole").send("post", "/api/v1/besoins", json=sent)
        assert told.status_code == 201 and told.json["territoires"] == [], "what shows nothing is no answer"


def test_programs_are_answered_in_french(monde):
    hugo = monde.visit("Hugo")
    sentences = [
        *hugo.get("/api/v1/decisions?issue=oui&limit=500&after=x").json["errors"].values(),
        *hugo.send("post", ASKED, json=WORDS | {"perdu": 1, "mandat": 0}).json["errors"].values(),
    ]
    told = " ".join(sentence for several in sentences for sentence in several)
    for words in ("Une valeur parmi", "entre 1 et 100", "entre 0 et", "n'existe pas", "entre 1 et"):
        assert words in told
    for words in ("Must", "valid", "Unknown", "field"):
        assert words not in told


def test_a_message_needs_no_key(monde):
    path, before = monde.path("/api/v1/fils/{fil}/messages"), how_many(Message)
    told = [monde.visit("Amina").send("post", path, json={"texte": "Oui"}) for _twice in range(2)]
    assert [one.status_code for one in told] == [201, 201] and told[0].json["id"] != told[1].json["id"]
    assert how_many(Message) == before + 2 and told[0].json["reactions"] == {}


def test_a_guest_has_no_needs_of_their_own(monde):
    assert monde.visit(GUEST).get("/api/v1/besoins?de=moi").json["besoins"] == []
    assert monde.visit(GUEST).get("/api/v1/besoins").json["besoins"]


def test_openapi_says_how_one_signs(monde):
    told = monde.visit(GUEST).get("/api/v1/openapi.json").json
    assert told["security"] == [{}, {"jeton": []}]
    support = told["paths"]["/api/v1/propositions/{id}/soutien"]["post"]
    assert not support["requestBody"]["required"] and "200" in support["responses"]
    assert told["paths"][ASKED.replace("bonnes-pratiques", "{slug}")]["post"]["requestBody"]["required"]


def test_a_contradicted_version_is_told_that_of_now(monde):
    path = monde.path("/api/v1/propositions/{deposee}/modification")
    words = WORDS | {"version": 7}
    told = monde.visit("Amina").send("post", path, json=words)
    assert told.status_code == 409 and told.json["maintenant"] == {"version": 1}
