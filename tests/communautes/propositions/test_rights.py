"""Who may do what with a Proposition, as sets of people, state by state."""

import pytest

from communautes.propositions.models import Etat, Proposition
from socle.permissions import can
from tests.makers import make_proposition

MEMBERS = {"Amina", "Basile", "Hugo"}
EVERYONE = {"Amina", "Basile", "Carole", "Denis", "Édith", "Farid", "Gwen", "Hugo", "Inès", "Admin"}
WHO_MAY = {
    "read": MEMBERS | {"Farid"},
    "comment": MEMBERS,
    "edit": {"Amina"},
    "withdraw": {"Amina"},
    "support": {"Basile", "Hugo"},
    "discuss": {"Basile"},
    "retain": {"Basile"},
    "set_aside": {"Basile"},
    "submit": set(),
    "take_up": set(),
}
WHO_MAY_ON_A_DRAFT = {"read": {"Amina"}, "submit": {"Amina"}, "edit": {"Amina"}, "support": set()}
WHO_MAY_AT_THE_BOARD = {"read": MEMBERS | {"Denis", "Inès", "Farid"}, "edit": set(), "support": set()}
WHO_MAY_ONCE_SENT_BACK = {"read": EVERYONE, "take_up": {"Basile"}, "comment": MEMBERS, "retain": set()}


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_may(cast, verb):
    proposition: Proposition = make_proposition(cast.pratiques, cast.amina)
    assert cast.who(lambda person: can(person, verb, proposition)) == WHO_MAY[verb]


@pytest.mark.parametrize("verb", WHO_MAY_ON_A_DRAFT)
def test_who_may_on_a_draft(cast, verb):
    draft = make_proposition(cast.pratiques, cast.amina, Etat.BROUILLON)
    assert cast.who(lambda person: can(person, verb, draft)) == WHO_MAY_ON_A_DRAFT[verb]


@pytest.mark.parametrize("verb", WHO_MAY_AT_THE_BOARD)
def test_who_may_at_the_board(cast, verb):
    proposition = make_proposition(cast.pratiques, cast.amina, Etat.SOUMISE_CA)
    assert cast.who(lambda person: can(person, verb, proposition)) == WHO_MAY_AT_THE_BOARD[verb]


@pytest.mark.parametrize("verb", WHO_MAY_ONCE_SENT_BACK)
def test_who_may_once_sent_back(cast, verb):
    proposition = make_proposition(cast.pratiques, cast.amina, Etat.RENVOYEE)
    assert cast.who(lambda person: can(person, verb, proposition)) == WHO_MAY_ONCE_SENT_BACK[verb]


def test_a_private_communaute_keeps_its_answers(cast):
    proposition = make_proposition(cast.cellule, cast.amina, Etat.NON_PORTEE)
    assert cast.who(lambda person: can(person, "read", proposition)) == MEMBERS | {"Denis", "Inès", "Farid"}
