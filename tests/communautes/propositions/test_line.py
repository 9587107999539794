"""The line of a word, seen from any of its messages."""

import pytest

from communautes.propositions.actions import draft_proposition, submit_proposition
from communautes.propositions.queries import line_of
from socle.extensions import db
from socle.markdown import en_clair, redige
from socle.signatures import Signature
from socle.sujets import Ref
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
