"""The menu is what domains declare: order, who sees it, what waits, in one statement whatever it holds."""

import pytest
from flask_login import AnonymousUserMixin
from sqlalchemy import literal, select

from annuaire.comptes.models import Compte
from socle import rubriques
from socle.extensions import db
from socle.rubriques import (
    CLOCHE,
    LIEUX,
    PIED,
    Line,
    Rubrique,
    Shelf,
    everything_waiting,
    open_rubrique,
    remember_waiting,
    rubriques_of,
    shelf,
    signed_in,
    what_waits,
)

GUEST = AnonymousUserMixin()
EMPTY = ("Rien", "Rien encore.", "accueil.home", "Accueil")


@pytest.fixture
def alone(monkeypatch) -> None:
    """No domain has declared anything yet."""
    monkeypatch.setattr(rubriques, "_rubriques", {})
    monkeypatch.setattr(rubriques, "_shelves", {})


def labels(zone: str, viewer) -> list[str]:
    return [one.label for one in rubriques_of(zone, viewer)]


def test_each_zone_has_its_lines_in_order_for_who_sees_them(alone, cast):
    open_rubrique(Rubrique(LIEUX, 30, "Trois", "c.index", shown=lambda viewer: viewer == cast.amina))
    open_rubrique(Rubrique(LIEUX, 20, "Deux", "b.index", shown=signed_in))
    open_rubrique(Rubrique(LIEUX, 10, "Un", "a.index"))
    open_rubrique(Rubrique(PIED, 10, "Un", "a.index"))
    assert labels(LIEUX, GUEST) == labels(PIED, GUEST) == ["Un"]
    assert labels(LIEUX, cast.basile) == ["Un", "Deux"]
    assert labels(LIEUX, cast.amina) == ["Un", "Deux", "Trois"]


def test_two_lines_of_a_zone_do_not_bear_the_same_words(alone):
    open_rubrique(Rubrique(LIEUX, 10, "Un", "a.index"))
    with pytest.raises(TypeError, match="Un"):
        open_rubrique(Rubrique(LIEUX, 20, "Un", "b.index"))
    with pytest.raises(TypeError, match="grenier"):
        open_rubrique(Rubrique("grenier", 10, "Un", "a.index"))


def shelf_of(name: str, rang: int) -> Shelf:
    return Shelf(rang, name, name, name, "espaces.show", "slug", ("une chose", "des choses"), EMPTY)


def test_everything_that_waits_is_read_in_one_statement(alone, app, cast, statements):
    number = Rubrique(LIEUX, 10, "Un", "a.index", count=lambda v: select(v.id + 100).scalar_subquery())
    bell = Rubrique(CLOCHE, 10, "Deux", "b.index", count=lambda v: select(literal(2)).scalar_subquery())
    silent = Rubrique(LIEUX, 20, "Trois", "c.index")
    for one in (number, silent, bell):
        open_rubrique(one)
    second, first = shelf_of("second", 20), shelf_of("first", 10)

    @shelf(second)
    def people(viewer):
        return select(Compte.nom, Compte.alias, Compte.id).where(
            Compte.id.in_([cast.edith.id, cast.farid.id, viewer.id])
        )

    @shelf(first)
    def nobody(viewer):
        return select(Compte.nom, Compte.alias, Compte.id).where(Compte.id < 0)

    with pytest.raises(TypeError, match="first"):
        shelf(first)(nobody)
    with statements() as told:
        counts, lists = what_waits(cast.amina)
    assert len(told) == 1
    assert counts == {number: cast.amina.id + 100, bell: 2}
    assert list(lists) == [first, second]
    assert lists[first] == []
    assert lists[second] == [
        Line(one.nom, one.alias, one.id) for one in (cast.amina, cast.edith, cast.farid)
    ]  # É among the E
    rows = db.session.scalar(select(everything_waiting(literal(cast.amina.id))))
    with app.test_request_context(), statements() as told:
        remember_waiting(cast.amina.id, rows)
        assert what_waits(cast.amina) == (counts, lists)
    assert told == []


def test_a_guest_costs_the_menu_nothing(alone, app, statements):
    shelf(shelf_of("one", 10))(lambda viewer: select(Compte.nom, Compte.alias, Compte.id))
    open_rubrique(Rubrique(LIEUX, 10, "Un", "a.index", count=lambda v: 1 / 0))
    with statements() as told:
        assert what_waits(GUEST) == ({}, {})
    assert told == []


def test_nothing_declared_asks_nothing(alone, cast, statements):
    with statements() as told:
        assert what_waits(cast.amina) == ({}, {})
    assert told == []
