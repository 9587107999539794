"""The chain for programs: the same rights as the pages, the frozen version of a note byte for byte."""

from hashlib import sha256

import pytest

from communautes.espaces.actions import write_etape
from communautes.espaces.models import Acces
from communautes.notes.actions import transmit_note
from communautes.propositions.models import Etat
from socle.extensions import db
from socle.markdown import redige
from socle.signatures import Signature
from tests.makers import make_note, make_proposition


@pytest.fixture
def retained(cast):
    """A proposition of Amina that the communauté retained."""
    proposition = make_proposition(cast.pratiques, cast.amina)
    proposition.etat = Etat.RETENUE
    db.session.commit()
    return proposition


def test_a_communaute_says_what_the_caller_may_do_in_it(cast, visit):
    write_etape(cast.pratiques, Signature(cast.basile.id), redige("On avance."), 0)
    db.session.commit()
    mine = visit(cast.amina).get("/api/v1/communautes/bonnes-pratiques").json
    assert mine["membre"] and mine["droits"]["propose"] and not mine["droits"]["animate"]
    assert mine["point"]["texte"] == "On avance." and mine["regles"] == cast.pratiques.regles
    passing = visit().get("/api/v1/communautes/bonnes-pratiques").json
    assert not passing["membre"] and not any(passing["droits"][verb] for verb in ("join", "propose", "leave"))
    cast.pratiques.acces = Acces.VISIBLE
    db.session.commit()
    assert visit().get("/api/v1/communautes/bonnes-pratiques").json["point"] is None
    assert visit(cast.edith).get("/api/v1/communautes/bonnes-pratiques").json["point"]["numero"] == 1


def test_private_communautes_are_listed_to_members_alone(cast, visit):
    told = {
        nom: {c["slug"] for c in visit(who).get("/api/v1/communautes").json["communautes"]}
        for nom, who in (("amina", cast.amina), ("edith", cast.edith), ("guest", None))
    }
    assert told["amina"] - told["edith"] == {"cellule"} and told["edith"] == told["guest"]


def test_propositions_are_paged_and_narrowed(cast, visit, retained):
    second = make_proposition(cast.pratiques, cast.amina, titre="Une autre")
    amina = visit(cast.amina)
    first = amina.get("/api/v1/propositions?limit=1").json
    assert [p["id"] for p in first["propositions"]] == [retained.id] and first["next"] == retained.id
    rest = amina.get(f"/api/v1/propositions?after={first['next']}").json
    assert [p["id"] for p in rest["propositions"]] == [second.id] and rest["next"] is None
    kept = amina.get("/api/v1/propositions?communaute=bonnes-pratiques&etat=retenue").json["propositions"]
    assert [p["reference"] for p in kept] == [retained.reference]
    assert amina.get("/api/v1/propositions?communaute=tiers-lieux").json["propositions"] == []
    assert amina.get("/api/v1/propositions?etat=inconnu").status_code == 422
    assert amina.get("/api/v1/propositions?limit=101").status_code == 422
    assert visit(cast.edith).get("/api/v1/propositions").json["propositions"] == []


def test_a_proposition_is_told_whole_with_its_rights(cast, visit, retained):
    told = visit(cast.hugo).get(f"/api/v1/propositions/{retained.id}").json
    assert told["auteur"]["nom"] == "Amina" and told["description"] == retained.description
    assert {verb for verb, may in told["droits"].items() if may} == {"support", "comment"}
    assert {"edit", "submit", "withdraw", "discuss", "retain", "set_aside", "take_up"} <= set(told["droits"])
    assert told["etat"] == "retenue" and told["communaute"] == "bonnes-pratiques"


def test_the_version_that_left_can_be_checked(cast, visit, retained):
    note = make_note(cast.pratiques, cast.basile, retained)
    basile = visit(cast.basile)
    before = basile.get(f"/api/v1/notes/{note.id}").json
    assert before["droits"]["write"] and before["tirages"] == []
    assert before["lignes"][0]["proposition"] == retained.reference
    transmit_note(note, Signature(cast.basile.id))
    db.session.commit()
    left = visit(cast.denis).get(f"/api/v1/notes/{note.id}").json
    assert left["etat"] == "transmise" and left["droits"]["put_on_agenda"] and not left["droits"]["write"]
    (version,) = left["tirages"]
    assert sha256(version["contenu"].encode()).hexdigest() == version["empreinte"]
    assert [
        n["id"] for n in visit(cast.denis).get("/api/v1/notes?communaute=bonnes-pratiques").json["notes"]
    ] == [note.id]
    assert visit(cast.edith).get("/api/v1/notes").json["notes"] == []
