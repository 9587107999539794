"""What became of a fil or a message between the page and the act: nothing is said under it, nothing lost."""

import pytest

from echanges.fils.actions import (
    close_fil,
    edit_message,
    post_message,
    react,
    remove_message,
    reopen_fil,
    unreact,
)
from echanges.fils.events import FilClosed, MessageEdited, MessagePosted, MessageRemoved
from echanges.fils.models import Fil, Genre, Mention, Message, Revision, Trace
from socle.errors import Conflict, Unprocessable, WrongState
from socle.extensions import db
from socle.markdown import redige
from socle.signatures import Signature
from tests.makers import make_fil, say


@pytest.fixture
def basile(cast) -> Signature:
    return Signature(cast.basile.id)


@pytest.fixture
def message(cast, fil) -> Message:
    """A word of Amina, on which Basile agreed."""
    message = say(fil, cast.amina, "Bonjour", "m-1")
    react(message, Signature(cast.basile.id), "accord")
    return message


def marks(fil: Fil) -> list[tuple[int, Genre]]:
    """What the fil hears of its messages, in order."""
    told = db.select(Trace.seq, Trace.genre).where(Trace.fil_id == fil.id).order_by(Trace.seq)
    return list(db.session.execute(told).tuples())


def test_a_closed_fil_hears_nothing_more(fil, message, author, basile, facts):
    close_fil(fil, basile, "La question est réglée.")
    acts = (
        lambda: post_message(fil, author, redige("Encore"), "m-2"),
        lambda: edit_message(message, author, redige("Autre chose")),
        lambda: react(message, author, "merci"),
        lambda: close_fil(fil, basile, "Encore"),
    )
    for act in acts:
        with pytest.raises(WrongState):
            act()
    assert db.session.scalars(db.select(Message.texte)).all() == ["Bonjour"]
    assert message.reactions == {"accord": [basile.compte_id]} and fil.motif == "La question est réglée."
    assert marks(fil) == [(1, Genre.POSTE), (2, Genre.REACTION)]
    assert (len(facts(MessagePosted)), len(facts(MessageEdited)), len(facts(FilClosed))) == (1, 0, 1)


def test_what_was_sent_before_it_closed_is_found_again(fil, message, author, basile):
    close_fil(fil, basile, "La question est réglée.")
    assert post_message(fil, author, redige("Bonjour"), "m-1") is message
    with pytest.raises(Conflict):
        post_message(fil, author, redige("Autre"), "m-1")


def test_a_closed_fil_opens_once(fil, basile):
    with pytest.raises(WrongState):
        reopen_fil(fil, basile)
    close_fil(fil, basile, "La question est réglée.")
    reopen_fil(fil, basile)
    assert (fil.clos, fil.clos_le, fil.clos_par_id, fil.motif) == (False, None, None, None)


def test_a_removed_message_stays_as_it_left(fil, message, author, basile, facts):
    remove_message(message, basile, "Hors sujet")
    acts = (
        lambda: edit_message(message, author, redige("Autre chose")),
        lambda: react(message, author, "merci"),
        lambda: remove_message(message, author, ""),
    )
    for act in acts:
        with pytest.raises(WrongState):
            act()
    assert (message.texte, message.reactions, message.motif) == ("Bonjour", {}, "Hors sujet")
    assert message.retire_par_id == basile.compte_id and db.session.scalar(db.select(Revision)) is None
    assert marks(fil)[-1] == (3, Genre.RETIRE) and len(facts(MessageRemoved)) == 1


def test_a_message_of_another_is_removed_with_a_reason(message, author, basile):
    with pytest.raises(Unprocessable) as refused:
        remove_message(message, basile, "")
    assert refused.value.errors.keys() == {"motif"} and not message.retire
    remove_message(message, author, "")
    assert message.retire and message.motif is None


def test_one_answers_what_is_said_in_this_fil(cast, fil, message, author):
    elsewhere = make_fil(cast.pratiques, cast.basile, "Une autre question")
    with pytest.raises(Unprocessable) as refused:
        post_message(elsewhere, author, redige("Oui"), "m-2", reponse_a=message.id)
    assert refused.value.errors.keys() == {"reponse_a"} and elsewhere.dernier_rang == 0
    assert post_message(fil, author, redige("Oui"), "m-3", reponse_a=message.id).reponse_a == message.id


def test_the_former_words_are_kept(cast, fil, message, author, facts):
    edit_message(message, author, redige("Bonjour @basile"))
    assert edit_message(message, author, redige("Bonjour @basile")).seq == 3
    [former] = db.session.scalars(db.select(Revision))
    assert (former.message_id, former.texte, former.ecrit_le) == (message.id, "Bonjour", message.cree_le)
    assert message.modifie_le and "basile" in message.html
    assert marks(fil)[-1] == (3, Genre.MODIFIE) and len(facts(MessageEdited)) == 1
    assert db.session.scalars(db.select(Mention.compte_id)).all() == [cast.basile.id]


def test_a_reaction_is_put_and_taken_back(fil, message, author, basile):
    for _click in range(2):
        react(message, author, "accord")
    assert message.reactions == {"accord": [basile.compte_id, author.compte_id]} and fil.dernier_seq == 3
    for _click in range(2):
        unreact(message, basile, "accord")
    unreact(message, author, "accord")
    assert message.reactions == {} and fil.dernier_seq == 5
    with pytest.raises(Unprocessable):
        react(message, author, "colere")
