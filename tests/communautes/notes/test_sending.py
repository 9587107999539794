"""A note is proof-read, leaves, and is taken by the desk of the board or returned by it."""

from hashlib import sha256

import pytest
from sqlalchemy import func, select

from communautes.notes.events import NotePutOnAgenda, NoteSaved, NoteSentBack, NoteTransmitted, RelectureAsked
from communautes.notes.models import Etat, Note, Tirage
from communautes.propositions.models import Etat as EtatProposition
from instances.decisions.actions import publish_decisions
from instances.organes.actions import give_siege
from instances.organes.models import Genre, Organe, Place
from instances.seances.actions import move_seance
from instances.seances.models import Seance
from socle.extensions import db
from socle.signatures import Signature
from tests.makers import make_note, make_proposition, make_seance


@pytest.fixture
def note(cast) -> Note:
    """A draft with one line, ready to leave."""
    retained = make_proposition(cast.pratiques, cast.amina, EtatProposition.RETENUE)
    return make_note(cast.pratiques, cast.basile, retained)


@pytest.fixture
def sent(cast, visit, note) -> Note:
    """The same, before the board."""
    visit(cast.basile).post(f"/notes/{note.id}/transmission")
    return note


@pytest.fixture
def seance(cast) -> Seance:
    """A sitting of the board."""
    return make_seance(cast.ca, cast.denis)


def state(note: Note) -> Etat:
    return db.session.get(Note, note.id).etat


def test_members_are_asked_to_read_it(cast, visit, note, facts, heard):
    page = visit(cast.basile).post(f"/notes/{note.id}/relecture")
    assert (page.status_code, page.location) == (302, f"/notes/{note.id}")
    assert state(note) is Etat.EN_RELECTURE and facts(RelectureAsked) == [
        (cast.basile.id, {"note_id": note.id})
    ]
    assert heard(cast.amina) == ["La note « Rapport » de « Bonnes pratiques » attend votre relecture"]
    assert visit(cast.amina).get(f"/notes/{note.id}").status_code == 200


def test_it_is_taken_back(cast, visit, note, facts):
    basile = visit(cast.basile)
    basile.post(f"/notes/{note.id}/relecture")
    page = basile.post(f"/notes/{note.id}/reprise")
    assert (page.status_code, page.location) == (302, f"/notes/{note.id}/redaction")
    assert state(note) is Etat.BROUILLON and len(facts(NoteSaved)) == 1
    told = basile.send("post", f"/api/v1/notes/{note.id}/relecture", json={})
    assert told.status_code == 200 and told.json["etat"] == "en_relecture" and told.json["droits"]["resume"]


def test_what_leaves_is_frozen_with_its_fingerprint(cast, visit, note, facts, heard):
    basile = visit(cast.basile)
    page = basile.post(f"/notes/{note.id}/transmission")
    left = db.session.scalars(select(Tirage)).one()
    assert (page.status_code, page.location) == (302, f"/notes/{note.id}")
    assert state(note) is Etat.TRANSMISE and sha256(left.contenu.encode()).hexdigest() == left.empreinte
    assert facts(NoteTransmitted) == [
        (cast.basile.id, {"note_id": note.id, "numero": 1, "empreinte": left.empreinte})
    ]
    assert f"Son empreinte commence par {left.empreinte[:12]}." in basile.get(f"/notes/{note.id}").text
    assert note.lignes[0].proposition.etat is EtatProposition.SOUMISE_CA
    assert any("est transmise au conseil" in sentence for sentence in heard(cast.denis))
    assert basile.post(f"/notes/{note.id}/transmission").status_code == 302  # a second click
    assert db.session.scalar(select(func.count()).select_from(Tirage)) == 1


def test_what_is_not_complete_does_not_leave(cast, visit):
    note = make_note(cast.pratiques, cast.basile)
    page = visit(cast.basile).post(f"/notes/{note.id}/transmission")
    assert page.status_code == 422 and "La seconde partie est vide" in page.text
    told = visit(cast.basile).send("post", f"/api/v1/notes/{note.id}/transmission", json={})
    assert told.status_code == 422 and "La seconde partie est vide" in told.json["detail"]
    assert state(note) is Etat.BROUILLON


def test_a_program_transmits(cast, visit, note):
    path = f"/api/v1/notes/{note.id}/transmission"
    assert visit(cast.amina).send("post", path, json={}).status_code == 404
    told = visit(cast.basile).send("post", path, json={})
    assert told.status_code == 200 and told.json["etat"] == "transmise" and not told.json["droits"]["write"]
    assert [one["numero"] for one in told.json["tirages"]] == [1]
    assert visit(cast.denis).send("post", path, json={}).status_code == 403


def test_the_desk_puts_it_on_an_agenda(cast, visit, sent, seance, facts, heard):
    denis = visit(cast.denis)
    assert (
        f'<option value="{seance.id}">Conseil, 10 décembre 2026</option>'
        in denis.get(f"/notes/{sent.id}").text
    )
    page = denis.post(f"/notes/{sent.id}/inscription", seance=seance.id)
    assert (page.status_code, page.location) == (302, f"/seances/{seance.id}")
    assert state(sent) is Etat.INSCRITE_ODJ
    assert [point.sujet_id for point in db.session.get(Seance, seance.id).points] == [sent.id]
    assert facts(NotePutOnAgenda) == [(cast.denis.id, {"note_id": sent.id, "seance_id": seance.id})]
    assert any("à l'ordre du jour" in sentence for sentence in heard(cast.basile))
    again = denis.post(f"/notes/{sent.id}/inscription", seance=seance.id)
    assert (again.status_code, again.location) == (302, f"/seances/{seance.id}")
    assert len(db.session.get(Seance, seance.id).points) == 1


def test_no_other_agenda_takes_it(cast, visit, sent, seance):
    denis = visit(cast.denis)
    move_seance(seance, Signature(cast.denis.id), "cancel")
    db.session.commit()
    late = denis.post(f"/notes/{sent.id}/inscription", seance=seance.id)
    assert late.status_code == 409 and "plus possible" in late.text
    bureau = Organe(slug="bureau", genre=Genre.CA, nom="Bureau")
    db.session.add(bureau)
    db.session.flush()
    other = make_seance(bureau, cast.denis)
    assert visit(cast.farid).post(f"/notes/{sent.id}/inscription", seance=other.id).status_code == 404
    assert denis.post(f"/notes/{sent.id}/inscription").status_code == 422
    assert state(sent) is Etat.TRANSMISE


def test_the_desk_of_another_body_prepares_no_agenda_of_the_board(cast, visit, sent, seance):
    bureau, denis = Organe(slug="bureau", genre=Genre.CA, nom="Bureau"), Signature(cast.denis.id)
    db.session.add(bureau)
    db.session.flush()
    give_siege(bureau, denis, cast.edith, Place.PRESIDENT)
    for verb in ("open", "close"):
        move_seance(seance, denis, verb)
    publish_decisions(seance, denis)
    db.session.commit()
    page = visit(cast.edith).post(f"/notes/{sent.id}/inscription", seance=seance.id)
    assert page.status_code == 404 and state(sent) is Etat.TRANSMISE


def test_a_program_puts_it_on_an_agenda(cast, visit, sent, seance):
    path = f"/api/v1/notes/{sent.id}/inscription"
    assert visit(cast.basile).send("post", path, json={"seance": seance.id}).status_code == 403
    wrong = visit(cast.denis).send("post", path, json={})
    assert wrong.status_code == 422 and list(wrong.json["errors"]) == ["seance"]
    told = visit(cast.denis).send("post", path, json={"seance": seance.id})
    assert told.status_code == 200 and told.json["etat"] == "inscrite_odj"


def test_the_desk_returns_it_and_says_why(cast, visit, sent, facts, heard):
    page = visit(cast.denis).post(f"/notes/{sent.id}/retour", motif="Chiffrez la tournée.")
    assert (page.status_code, page.location) == (
        302,
        "/instances/ca",
    )  # the draft is no longer theirs to read
    back = db.session.get(Note, sent.id)
    assert (back.etat, back.motif) == (Etat.BROUILLON, "Chiffrez la tournée.")
    assert back.lignes[0].proposition.etat is EtatProposition.INSCRITE_NOTE
    assert facts(NoteSentBack) == [(cast.denis.id, {"note_id": sent.id})]
    assert any("vous est retournée : Chiffrez la tournée." in sentence for sentence in heard(cast.basile))


def test_a_second_click_on_return_leads_where_the_first_led(cast, visit, sent):
    denis, path = visit(cast.denis), f"/notes/{sent.id}/retour"
    asked = {"motif": "Chiffrez la tournée.", "cle": "r-1"}
    led = [denis.post(path, **asked).location for _click in range(2)]
    assert led == ["/instances/ca"] * 2 and state(sent) is Etat.BROUILLON


def test_a_return_without_a_reason_comes_back_in_its_dialogue(cast, visit, sent):
    page = visit(cast.denis).post(f"/notes/{sent.id}/retour", motif=" ")
    assert page.status_code == 422 and "Retourner cette note à la communauté ?" in page.text
    assert page.text.count('data-behaviour="dialog" open') == 1 and state(sent) is Etat.TRANSMISE


def test_a_program_returns_it(cast, visit, sent):
    path = f"/api/v1/notes/{sent.id}/retour"
    wrong = visit(cast.farid).send("post", path, json={})
    assert wrong.status_code == 422 and list(wrong.json["errors"]) == ["motif"]
    told = visit(cast.farid).send("post", path, json={"motif": "Chiffrez"})
    assert told.status_code == 200 and told.json["etat"] == "brouillon"
    assert visit(cast.farid).send("post", path, json={"motif": "Encore"}).status_code == 404
