"""The form of a proposition: it is begun from messages, and comes back whole when it is refused."""

import re

from sqlalchemy import select

from communautes.propositions.actions import move_proposition
from communautes.propositions.models import Etat, Proposition
from socle.extensions import db
from socle.liens import Lien
from socle.signatures import Signature
from tests.makers import make_fil, make_proposition, say

HOME = "/communautes/bonnes-pratiques/propositions"
WORDS = {"titre": "Une tournée", "description": "Le guide en dix villes.", "objectif": "Être connus"}


def test_one_message_is_one_message(cast, visit):
    fil = make_fil(cast.pratiques, cast.basile)
    said = [say(fil, cast.hugo, f"Message {n}") for n in range(12)]
    chosen = said[-1]
    assert chosen.id >= 10, "two digits are not two messages"
    amina = visit(cast.amina)
    page = amina.get(f"{HOME}/nouvelle?messages={chosen.id}").text
    assert re.findall(r'name="messages" value="(\d+)"', page) == [str(chosen.id)]
    assert "Message 11" in page and "Message 0" not in page and "Message 1<" not in page
    assert amina.post(HOME, messages=chosen.id, **WORDS).status_code == 302
    sources = db.session.scalars(select(Lien.source_id).where(Lien.source_kind == "message")).all()
    assert sources == [chosen.id]


def test_the_address_fills_in_no_key(cast, visit):
    page = visit(cast.amina).get(f"{HOME}/nouvelle?cle=connue&titre=Un+guichet").text
    assert 'value="Un guichet"' in page and "connue" not in page


def test_a_form_whose_key_was_spent_is_sent_again(cast, visit):
    amina = visit(cast.amina)
    assert amina.post(HOME, cle="k-1", **WORDS).status_code == 302
    other = WORDS | {"titre": "Un guichet"}
    page = amina.post(HOME, cle="k-1", **other)
    assert page.status_code == 409 and "Vos réponses sont gardées" in page.text
    fresh = re.search(r'name="cle" value="([^"]+)"', page.text).group(1)
    assert 'value="Un guichet"' in page.text and fresh != "k-1" and "L’autre version" not in page.text
    assert amina.post(HOME, cle=fresh, **other).status_code == 302
    titles = db.session.scalars(select(Proposition.titre).order_by(Proposition.id)).all()
    assert titles == ["Une tournée", "Un guichet"]


def test_words_saved_meanwhile_are_shown_beside_ones_own(cast, visit):
    proposition = make_proposition(cast.pratiques, cast.amina)
    path, words = f"/propositions/{proposition.id}/modification", WORDS | {"description": "Autre"}
    amina = visit(cast.amina)
    assert amina.post(path, version=1, **WORDS).status_code == 302
    late = amina.post(path, version=1, **words | {"titre": "Un guichet"})
    assert late.status_code == 409 and "L’autre version" in late.text
    assert "Le guide en dix villes.</dd>" in late.text and 'value="Un guichet"' in late.text
    assert 'name="version" value="2"' in late.text
    assert amina.post(path, version=2, **words | {"titre": "Un guichet"}).status_code == 302
    assert db.session.get(Proposition, proposition.id).titre == "Un guichet"
    told = amina.get(f"/api/v1/propositions/{proposition.id}").json
    assert told["version"] == 3
    assert amina.send("post", f"/api/v1{path}", json=WORDS).json["errors"].keys() == {"version"}


def test_what_the_board_answered_stays_while_the_work_goes_on(cast):
    proposition = make_proposition(cast.pratiques, cast.amina, Etat.PORTEE_SOUS_CONDITIONS)
    proposition.motif = "À condition de trouver un partenaire."
    for verb in ("start", "finish"):
        move_proposition(proposition, Signature(cast.denis.id), verb)
    assert proposition.etat is Etat.REALISEE
    assert proposition.motif == "À condition de trouver un partenaire."
