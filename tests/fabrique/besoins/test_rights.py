"""Who reads a need, and who may do what with it, as sets of people."""

import pytest
from sqlalchemy import select

from fabrique.besoins.models import Besoin, Etat
from fabrique.besoins.queries import mine_to_finish, to_qualify, waiting_for
from fabrique.instructions.actions import ask_question
from fabrique.instructions.models import NoteInterne, Question
from socle.extensions import db
from socle.permissions import can, visible
from socle.signatures import Signature
from tests.makers import make_besoin, submitted

EVERYONE = {"Admin", "Amina", "Basile", "Carole", "Denis", "Édith", "Farid", "Gwen", "Hugo", "Inès"}

READERS = {
    "draft": {"Amina"},
    "waiting": {"Amina", "Farid", "Gwen"},
    "recognised": EVERYONE,
    "public": EVERYONE,
}

WHO_MAY = {
    ("draft", "edit"): {"Amina"},
    ("draft", "submit"): {"Amina"},
    ("draft", "annotate"): set(),
    ("draft", "qualify"): set(),
    ("draft", "comment"): set(),
    ("waiting", "edit"): {"Farid", "Gwen"},
    ("waiting", "submit"): set(),
    ("waiting", "annotate"): {"Farid", "Gwen"},
    ("waiting", "ask"): {"Farid", "Gwen"},
    ("waiting", "qualify"): {"Farid", "Gwen"},
    ("waiting", "merge"): {"Farid", "Gwen"},
    ("waiting", "reject"): {"Farid"},
    ("waiting", "answer_question"): set(),
    ("waiting", "read_temoignages"): {"Amina", "Farid", "Gwen"},
    ("recognised", "comment"): EVERYONE,
    ("recognised", "follow"): EVERYONE,
    ("recognised", "read_authors"): EVERYONE,
    ("recognised", "edit"): set(),
    ("recognised", "qualify"): set(),
    ("recognised", "reject"): set(),
    ("recognised", "merge"): {"Farid", "Gwen"},
}


@pytest.mark.parametrize(("state", "verb"), WHO_MAY)
def test_who_may(cast, request, state, verb):
    besoin = request.getfixturevalue(state)
    assert cast.who(lambda person: can(person, verb, besoin)) == WHO_MAY[state, verb]


@pytest.mark.parametrize("state", READERS)
def test_who_reads(cast, visit, request, state):
    besoin = request.getfixturevalue(state)
    assert cast.who(lambda person: can(person, "read", besoin)) == READERS[state]
    assert (
        cast.who(lambda person: visit(person).get(f"/besoins/{besoin.reference}").status_code != 404)
        == READERS[state]
    )
    assert (visit().get(f"/besoins/{besoin.reference}").status_code == 200) == (state == "public")


WHO_MAY_BRING = {"bring_besoin": EVERYONE}


def test_anyone_signed_in_brings_a_need(cast, visit):
    assert cast.who(lambda person: can(person, "bring_besoin", None)) == WHO_MAY_BRING["bring_besoin"]
    assert visit().get("/besoins/nouveau").status_code == 302


def test_the_acteur_referent_of_elsewhere_reads_nothing_more(cast, places):
    elsewhere = submitted(cast.amina, "Ailleurs", lieux=["80533"])
    regional = submitted(cast.amina, "Régional", lieux=["32"])
    for besoin in (elsewhere, regional):
        assert cast.who(lambda person, b=besoin: can(person, "read", b)) == {"Amina", "Farid"}
        assert cast.who(lambda person, b=besoin: can(person, "qualify", b)) == {"Farid"}


def test_agents_read_what_was_brought_in_the_name_of_their_collectivite(cast, places):
    hers = Signature(cast.carole.id, cast.mandat_carole.id, "Agglomération d'essai (chargée)")
    cast._role(cast.edith, cast_role("elu_collectivite"), "structure", cast.agglo.id)
    db.session.commit()
    besoin = submitted(cast.carole, "Au titre de l'agglo", by=hers, lieux=["80533"])
    assert besoin.structure_id == cast.agglo.id
    assert cast.who(lambda person: can(person, "read", besoin)) == {"Carole", "Édith", "Farid"}
    assert cast.who(lambda person: can(person, "annotate", besoin)) == {"Farid"}
    draft = make_besoin(cast.carole, "Pas encore", by=hers)
    assert cast.who(lambda person: can(person, "read", draft)) == {"Carole"}


def cast_role(name: str):
    from annuaire.roles.models import Fonction

    return Fonction(name)


def test_questions_are_between_two_and_notes_on_one_side(cast, visit, waiting):
    ask_question(waiting, Signature(cast.farid.id), "Combien de familles ?")
    db.session.add(NoteInterne(besoin_id=waiting.id, auteur_id=cast.farid.id, texte="note"))
    db.session.commit()
    reads = lambda noun: cast.who(lambda person: db.session.scalars(visible(noun, person)).all())  # noqa: E731
    assert reads(Question) == {"Amina", "Farid", "Gwen"}
    assert reads(NoteInterne) == {"Farid", "Gwen"}
    assert cast.who(lambda person: can(person, "answer_question", waiting)) == {"Amina"}


def test_what_waits_for_whom(cast, waiting, draft):
    assert waiting.etat is Etat.SOUMIS
    assert cast.who(lambda person: db.session.scalars(to_qualify(person)).all()) == {"Farid", "Gwen"}
    assert cast.who(waiting_for) == {"Farid", "Gwen"}
    ask_question(waiting, Signature(cast.farid.id), "Combien ?")
    db.session.commit()
    told = {person.nom: set(db.session.scalars(mine_to_finish(person))) for person in cast.everyone()}
    assert {nom: kept for nom, kept in told.items() if kept} == {"Amina": {waiting, draft}}
    assert cast.who(waiting_for) == set()


def test_the_list_and_the_check_agree(cast, draft, waiting, recognised, public):
    besoins = list(db.session.scalars(select(Besoin)))
    for person in cast.everyone():
        listed = {b.id for b in db.session.scalars(visible(Besoin, person))}
        assert listed == {b.id for b in besoins if can(person, "read", b)}
