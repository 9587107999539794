"""A note that left between the page and the act: nothing is written in it, nothing goes back in silence."""

import pytest

from communautes.notes.actions import (
    add_line,
    edit_line,
    remove_line,
    save_note,
    send_note_back,
    transmit_note,
)
from communautes.notes.models import Etat, Note
from communautes.propositions.models import Etat as EtatProposition
from socle.errors import Unprocessable, WrongState
from socle.markdown import redige
from socle.signatures import Signature
from tests.makers import make_note, make_proposition


@pytest.fixture
def basile(cast) -> Signature:
    return Signature(cast.basile.id)


@pytest.fixture
def sent(cast, basile) -> Note:
    """Before the board, with one line."""
    retained = make_proposition(cast.pratiques, cast.amina, EtatProposition.RETENUE)
    note = make_note(cast.pratiques, cast.basile, retained)
    transmit_note(note, basile)
    return note


def test_nothing_is_written_in_a_note_that_left(cast, sent, basile):
    late = make_proposition(cast.pratiques, cast.amina, EtatProposition.RETENUE)
    [ligne] = sent.lignes
    acts = (
        lambda: save_note(sent, basile, sent.version, redige("Autre"), titre="Autre"),
        lambda: add_line(sent, basile, late),
        lambda: edit_line(sent, basile, ligne.id, ligne.version, resume="Autre"),
        lambda: remove_line(sent, basile, ligne.id),
    )
    for act in acts:
        with pytest.raises(WrongState):
            act()
    assert (sent.titre, sent.avancement, ligne.resume) == ("Rapport", "Le groupe avance.", "Une tournée")
    assert [one.id for one in sent.lignes] == [ligne.id] and late.etat is EtatProposition.RETENUE


def test_no_note_comes_back_without_a_word(cast, sent):
    with pytest.raises(Unprocessable) as refused:
        send_note_back(sent, Signature(cast.denis.id), "")
    assert refused.value.errors.keys() == {"motif"}
    assert sent.etat is Etat.TRANSMISE
