"""Who may do what in a communauté, as sets of people: Communaute, Demande."""

import pytest

from communautes.espaces.actions import ask_in
from communautes.espaces.models import Communaute, Demande, Entree
from socle.extensions import db
from socle.permissions import can
from socle.signatures import Signature

EVERYONE = {"Amina", "Basile", "Carole", "Denis", "Édith", "Farid", "Gwen", "Hugo", "Inès", "Admin"}
MEMBERS = {"Amina", "Basile", "Hugo"}
WHO_MAY = {
    "read": EVERYONE,
    "read_talk": EVERYONE,
    "join": EVERYONE - MEMBERS,
    "ask": set(),
    "leave": MEMBERS,
    "open_fil": MEMBERS,
    "animate": {"Basile"},
    "name": {"Basile", "Farid", "Admin"},
    "propose": MEMBERS,
    "write_note": {"Basile"},
}
WHO_MAY_IN_PRIVATE = {"read": MEMBERS, "read_talk": MEMBERS, "open_fil": MEMBERS, "animate": {"Basile"}}
WHO_MAY_ON_REQUEST = {"ask": EVERYONE - {"Amina", "Hugo", "Gwen"}, "join": set(), "read_talk": EVERYONE}
WHO_MAY_ANSWER = {"answer": {"Gwen"}, "read": {"Gwen", "Édith"}}
WHO_MAY_CREATE = {"create_communaute": {"Farid", "Admin"}}


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_may(cast, verb):
    assert isinstance(cast.pratiques, Communaute)
    assert cast.who(lambda person: can(person, verb, cast.pratiques)) == WHO_MAY[verb]


@pytest.mark.parametrize("verb", WHO_MAY_IN_PRIVATE)
def test_who_may_in_private(cast, verb):
    assert cast.who(lambda person: can(person, verb, cast.cellule)) == WHO_MAY_IN_PRIVATE[verb]


@pytest.mark.parametrize("verb", WHO_MAY_ON_REQUEST)
def test_who_may_where_one_asks(cast, verb):
    cast.tiers_lieux.entree = Entree.SUR_DEMANDE
    db.session.commit()
    assert cast.who(lambda person: can(person, verb, cast.tiers_lieux)) == WHO_MAY_ON_REQUEST[verb]


@pytest.mark.parametrize("verb", WHO_MAY_ANSWER)
def test_who_may_answer(cast, verb):
    demande: Demande = ask_in(cast.tiers_lieux, Signature(cast.edith.id), "Bonjour")
    db.session.commit()
    assert cast.who(lambda person: can(person, verb, demande)) == WHO_MAY_ANSWER[verb]


def test_who_may_create(cast):
    asked = "create_communaute"
    assert cast.who(lambda person: can(person, asked, None)) == WHO_MAY_CREATE[asked]
