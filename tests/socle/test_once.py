"""Statements built once for each kind of viewer: the same rights, and nobody's ids in those of others."""

import pytest
from sqlalchemy import bindparam, inspect, literal, select

from communautes.espaces.models import Communaute
from communautes.espaces.queries import communautes_of
from socle.clock import now
from socle.columns import this_instant
from socle.extensions import db
from socle.once import built_once
from socle.permissions import GUEST, scopes, visible
from socle.viewers import held_ids


@pytest.fixture
def seen():
    """What a list of a noun reads, by a builder that has built nothing yet."""
    return built_once(lambda viewer, noun: visible(noun, viewer))


def keys(noun, statement, values=None) -> list:
    """The keys of what a statement reads."""
    wanted = statement.with_only_columns(*inspect(noun).primary_key)
    return sorted(map(tuple, db.session.execute(wanted, values or {})))


def test_everyone_reads_by_a_statement_of_their_kind_what_a_rule_lets_them_read(monde, seen):
    people = [GUEST, *(monde.person(nom) for nom in monde.photo.people)]
    read = {}
    for noun in scopes():
        for person in people:
            mine = keys(noun, *seen(person, noun))
            assert mine == keys(noun, visible(noun, person)), (noun, person)
            read[noun, person] = tuple(mine)
    assert len({told for (noun, _), told in read.items() if noun is Communaute}) > 1  # rights do differ here


def test_those_of_a_kind_share_one_statement_and_bring_their_own_ids(cast, seen):
    of_amina, values = seen(cast.amina, Communaute)
    of_hugo, others = seen(cast.hugo, Communaute)
    assert of_amina is of_hugo and values["viewer_id"] == cast.amina.id != others["viewer_id"]
    assert communautes_of(cast.amina) in values.values()


def test_another_kind_has_a_statement_of_its_own(cast, seen):
    member, _ = seen(cast.amina, Communaute)
    outsider, _ = seen(cast.edith, Communaute)
    guest, values = seen(GUEST, Communaute)
    assert member is not outsider and guest not in (member, outsider) and values == {}
    assert seen(GUEST, Communaute)[0] is guest


@pytest.mark.parametrize(
    "reads",
    [
        lambda ids: list(ids),
        lambda ids: 1 in ids,
        lambda ids: ids == [1],
        lambda ids: {ids},
        lambda ids: max(ids),
    ],
)
def test_no_builder_reads_the_ids_of_who_came_first(cast, reads):
    @built_once
    def leaking(viewer):
        return select(literal(bool(reads(held_ids(viewer, "membre")))))

    with pytest.raises(TypeError):
        leaking(cast.amina)


def test_no_builder_compares_the_number_of_who_came_first(cast):
    @built_once
    def leaking(viewer):
        return select(literal(viewer.id == cast.amina.id))

    with pytest.raises(TypeError):
        leaking(cast.amina)


def test_a_statement_never_grows_old(cast):
    @built_once
    def old(viewer):
        return select(Communaute.id).where(Communaute.creee_le < now())

    @built_once
    def young(viewer):
        return select(Communaute.id).where(
            Communaute.creee_le < this_instant(), Communaute.id != bindparam("but")
        )

    for person in (GUEST, cast.amina):
        with pytest.raises(TypeError, match="holds a date"):
            old(person)
        statement, values = young(person)
        assert list(db.session.scalars(statement, values | {"but": 0}))
