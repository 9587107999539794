"""Second ways out: quoted words, counts, old requests, removed messages, what a former member keeps."""

import pytest

from communautes.espaces.actions import remove_member
from communautes.espaces.models import Communaute, Membre
from communautes.notes.actions import put_note_on_agenda, transmit_note
from communautes.notes.models import Note
from communautes.propositions.models import Proposition
from instances.decisions.actions import Answer, publish_decisions, record_decision
from instances.decisions.models import Issue
from instances.seances.actions import move_seance
from instances.seances.models import Seance
from socle.extensions import db
from socle.signatures import Signature
from socle.sujets import Ref
from tests.droits.cellule import CANARY
from tests.droits.chaine import REASON
from tests.droits.monde import GUEST

SAID = f"{CANARY}-reworded"


def by(monde, nom: str) -> Signature:
    """How a person signs."""
    return Signature(monde.photo.people[nom])


def expel(monde, nom: str, slug: str) -> None:
    """Take someone out."""
    communaute = db.session.scalars(db.select(Communaute).where(Communaute.slug == slug)).one()
    remove_member(communaute, by(monde, "Basile"), monde.photo.people[nom])
    db.session.commit()


def test_a_proposition_quotes_no_message_of_another_communaute(monde):
    words = {"titre": "x", "description": "x", "objectif": "x", "messages": [monde.ids["secret_message"]]}
    amina = monde.visit("Amina")
    for slug in ("bonnes-pratiques", "tiers-lieux"):
        asked = amina.get(f"/communautes/{slug}/propositions/nouvelle?messages={monde.ids['secret_message']}")
        made = amina.post(f"/communautes/{slug}/propositions", **words)
        assert SAID not in asked.text and SAID not in amina.get(made.location).text
    same = amina.post("/communautes/cellule/propositions", **words)
    assert SAID in amina.get(same.location).text


def test_what_is_removed_is_quoted_no_more(monde):
    page = f"/propositions/{monde.ids['deposee']}"
    assert "Personne ne l&#39;a lu" in monde.visit("Basile").get(page).text
    monde.visit("Basile").post(monde.path("/fils/{fil}/messages/{message}/retrait"), motif="Hors sujet")
    for nom in ("Amina", "Basile", "Hugo"):
        seen = "".join(
            monde.visit(nom).get(path).text
            for path in (
                page,
                monde.path("/fils/{fil}"),
                monde.path("/fils/{fil}/messages/{message}"),
                monde.path("/fils/{fil}/messages?after=0"),
                monde.path("/api/v1/fils/{fil}/messages"),
                monde.path("/vers/message:{message}"),
                f"/communautes/bonnes-pratiques/propositions/nouvelle?messages={monde.ids['message']}",
            )
        )
        assert "Personne ne l" not in seen


def published_in_secret(monde) -> Seance:
    """The note of the cellule goes to a séance of the board, which answers and publishes."""
    note, seance = (
        db.session.get(Note, monde.ids["secret_note"]),
        db.session.get(Seance, monde.ids["planifiee"]),
    )
    denis = by(monde, "Denis")
    transmit_note(note, by(monde, "Basile"))
    point = put_note_on_agenda(note, denis, seance)
    move_seance(seance, denis, "open")
    about = Ref("proposition", note.lignes[0].proposition_id)
    record_decision(seance, denis, point.id, about, Answer(Issue.RENVOYEE, REASON))
    move_seance(seance, denis, "close")
    publish_decisions(seance, denis)
    db.session.commit()
    return seance


@pytest.mark.parametrize("nom", [GUEST, "Carole", "Édith", "Gwen", "Admin"])
def test_a_published_seance_counts_no_point_of_a_private_note(monde, nom):
    path = f"/seances/{published_in_secret(monde).id}"
    assert CANARY in monde.visit("Denis").get(path).text and CANARY in monde.visit("Hugo").get(path).text
    assert "2\u00a0points" in monde.visit("Denis").get(path).text
    page, body = (monde.visit(nom).get(one).text for one in (path, "/instances/ca"))
    assert CANARY not in page + body and "2\u00a0points" not in page + body
    assert "1\u00a0point" not in page + body, "who does not sit is told no number"


@pytest.mark.parametrize("nom", [GUEST, "Carole", "Édith", "Gwen", "Admin"])
def test_no_list_and_no_file_tells_what_was_answered_in_secret(monde, nom):
    seance = published_in_secret(monde)
    paths = [
        f"/api/v1/seances/{seance.id}",
        f"/api/v1/seances/{seance.id}/points",
        "/api/v1/decisions",
        "/decisions?organe=ca",
        *(f"/decisions?format={name}" for name in ("csv", "xlsx", "json", "atom")),
        *(f"/instances/ca/seances?format={name}" for name in ("csv", "json", "atom")),
    ]
    for path in paths:
        told = monde.visit(nom).get(path)
        assert told.status_code == 200 and CANARY not in told.data.decode("latin-1"), path
    assert len(monde.visit(nom).get(paths[0]).json["points"]) == 1
    assert len(monde.visit("Denis").get(paths[0]).json["points"]) == 2
    assert CANARY in monde.visit("Hugo").get("/decisions").text


def test_a_former_member_keeps_no_door_ajar(monde):
    hugo, path = monde.visit("Hugo"), monde.path("/demandes/{secret_demande}")
    assert hugo.get(path).status_code == 200
    expel(monde, "Hugo", "cellule")
    pages = [
        path,
        "/notifications",
        "/a-faire",
        "/",
        "/communautes",
        "/ma-parole",
        "/api/v1/notifications",
        monde.path("/vers/demande:{secret_demande}"),
        monde.path("/fils/{secret_fil}"),
    ]
    assert [page for page in pages if CANARY in hugo.get(page).text] == []
    assert hugo.get(path).status_code == 404


def test_who_left_rewords_no_proposition_of_the_others(monde):
    form = {"titre": "x", "description": "x", "objectif": "x", "version": "1"}
    path = monde.path("/propositions/{deposee}/modification")
    expel(monde, "Amina", "bonnes-pratiques")
    assert monde.visit("Amina").get(monde.path("/propositions/{deposee}")).status_code == 200
    assert monde.visit("Amina").post(path, **form).status_code == 403
    assert db.session.get(Proposition, monde.ids["deposee"]).titre == "Déposée"
    assert (
        monde.visit("Amina").post(monde.path("/fils/{fil}/messages/{message}"), texte="x").status_code == 403
    )


def test_an_invited_person_reads_the_invitation_until_it_is_answered(monde):
    monde.visit("Basile").post("/communautes/cellule/invitations", alias="edith", texte="Venez")
    found = db.session.execute(db.text("SELECT max(id) FROM demande")).scalar()
    edith = monde.visit("Édith")
    assert edith.get(f"/demandes/{found}").status_code == 200
    assert edith.post(f"/demandes/{found}/reponse", reponse="non").status_code == 302
    assert edith.get(f"/demandes/{found}").status_code == 404
    assert db.session.get(Membre, (monde.ids["cellule"], monde.photo.people["Édith"])) is None
