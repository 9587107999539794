"""The line of a word, seen from any of its messages."""

from datetime import date

import pytest
from sqlalchemy import select

from communautes.notes.actions import save_note
from communautes.propositions.actions import draft_proposition, submit_proposition
from communautes.propositions.queries import line_of
from instances.decisions.actions import Answer, publish_decisions, record_decision
from instances.decisions.models import Decision, Issue
from instances.seances.actions import move_seance
from socle.extensions import db
from socle.markdown import en_clair, redige
from socle.signatures import Signature
from socle.sujets import Ref
from tests.droits.chaine import note_with, retained, sitting
from tests.makers import make_fil, say


@pytest.fixture
def sources(app, cast):
    """Three messages from which one proposition was born."""
    fil, amina = make_fil(cast.pratiques, cast.amina), Signature(cast.amina.id)
    said = [
        say(fil, cast.amina, words) for words in ("Un camion", "> Un camion\n\nUne comptable", "Un bureau")
    ]
    words = {"titre": "Partager", "description": redige("Un poste"), "objectif": "Un emploi"}
    submit_proposition(draft_proposition(cast.pratiques, amina, said, **words), amina)
    db.session.commit()
    with app.test_request_context():
        yield said


def test_the_line_of_a_message_begins_with_that_message(cast, sources):
    lines = [line_of(Ref("message", message.id), cast.amina) for message in sources]
    assert [line[0]["title"] for line in lines] == ["Un camion", "Une comptable", "Un bureau"]
    assert {(line[1]["label"], line[1]["state"]) for line in lines} == {("Proposition", "present")}
    assert {station["state"] for line in lines for station in line[2:]} == {"coming"}


def test_the_line_says_how_many_other_messages_there_are(cast, sources):
    assert line_of(Ref("message", sources[0].id), cast.amina)[0]["detail"] == "et 2 de plus"


def test_the_line_of_a_note_names_one_of_its_propositions_from_end_to_end(app, cast):
    first, second, quoted = (retained(cast, titre) for titre in ("Une tournée", "Un guichet", "Une idée"))
    note = note_with(cast, "Rapport", first, second)
    save_note(note, Signature(cast.basile.id), note.version, redige(f"Voir [[proposition:{quoted.id}]]"))
    seance = sitting(cast, "Conseil", note)
    move_seance(seance, denis := Signature(cast.denis.id), "open")
    for about in (second, first):
        answer = Answer(Issue.PORTEE, "Oui.", "Farid", date(2027, 6, 1))
        record_decision(seance, denis, seance.points[0].id, Ref("proposition", about.id), answer)
    move_seance(seance, denis, "close")
    with app.test_request_context():
        line = line_of(Ref("note", note.id), cast.amina)
        assert [station["title"] for station in line[1:3]] == [second.reference, note.reference]
        assert line[1]["detail"].endswith("et 1 de plus"), "what it only cites is no proposition of the note"
        publish_decisions(seance, denis)
        line = line_of(Ref("note", note.id), cast.amina)
        last = db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()
        assert [line[1]["title"], line[3]["title"]] == [first.reference, last.reference]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("> Un camion\n\nDeux **places** à *Arras* &amp; Lens", "Deux places à Arras & Lens"),
        ("> Rien d'autre", "Rien d'autre"),
        ("Un\n\n- deux\n- trois", "Un deux trois"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_a_quotation_shows_words_without_marks(text, said):
    assert en_clair(redige(text).html) == said
