"""What someone else did between the page and the act: the act sees it, whatever the rule had said."""

import pytest
from sqlalchemy import func, select

from communautes.espaces.actions import answer_demande, ask_in, invite_in, let_in
from communautes.espaces.events import EntreeAnswered, MembreJoined
from communautes.espaces.models import Demande, Membre
from socle.errors import WrongState
from socle.extensions import db
from socle.signatures import Signature


@pytest.fixture
def basile(cast) -> Signature:
    return Signature(cast.basile.id)


@pytest.fixture
def asking(cast) -> Demande:
    """Edith asks to enter."""
    return ask_in(cast.pratiques, Signature(cast.edith.id), "Je viens aider.")


def test_one_let_in_twice_is_a_member_once(cast, basile, facts):
    first = let_in(cast.pratiques, cast.edith.id, basile)
    assert let_in(cast.pratiques, cast.edith.id, basile) is first
    mine = select(func.count()).select_from(Membre).where(Membre.compte_id == cast.edith.id)
    assert db.session.scalar(mine) == 1 and len(facts(MembreJoined)) == 1


def test_who_enters_by_another_door_waits_no_more(cast, basile, asking):
    let_in(cast.pratiques, cast.edith.id, basile)
    assert asking.repondue_le and asking.acceptee


def test_a_request_is_answered_once(cast, basile, asking, facts):
    answer_demande(asking, basile, accept=False, reponse="Plus tard.")
    with pytest.raises(WrongState):
        answer_demande(asking, basile, accept=True)
    assert (asking.acceptee, asking.reponse) == (False, "Plus tard.")
    assert db.session.get(Membre, (cast.pratiques.id, cast.edith.id)) is None
    assert len(facts(EntreeAnswered)) == 1


def test_a_member_is_not_invited(cast, basile):
    with pytest.raises(WrongState):
        invite_in(cast.pratiques, basile, cast.amina, "Venez !")
    assert db.session.scalar(select(func.count()).select_from(Demande)) == 0


def test_who_waits_asks_no_second_time(cast, asking):
    with pytest.raises(WrongState):
        ask_in(cast.pratiques, Signature(cast.edith.id), "Encore moi.")
    assert db.session.scalars(select(Demande.texte)).all() == ["Je viens aider."]
