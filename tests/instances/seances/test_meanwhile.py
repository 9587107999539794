"""A séance that moved between the page and the act: its agenda stays as it was read out."""

import pytest

from instances.seances.actions import add_point, move_seance, remove_point
from instances.seances.events import PointAdded, PointRemoved
from instances.seances.models import Etat
from socle.errors import NotVisible, WrongState
from socle.signatures import Signature
from socle.sujets import Ref


@pytest.fixture
def denis(cast) -> Signature:
    return Signature(cast.denis.id)


def test_the_same_thing_stands_once_on_the_agenda(planned, denis, facts):
    first = add_point(planned, denis, "Rapport", about=Ref("note", 7))
    assert add_point(planned, denis, "Rapport, encore", about=Ref("note", 7)) is first
    add_point(planned, denis, "Rapport d'une autre", about=Ref("note", 8))
    add_point(planned, denis, "Budget")
    add_point(planned, denis, "Budget")
    assert [point.titre for point in planned.points] == ["Rapport", "Rapport d'une autre", "Budget", "Budget"]
    assert len(facts(PointAdded)) == 4


def test_a_closed_agenda_takes_nothing_more(planned, denis, facts):
    add_point(planned, denis, "Budget")
    for verb in ("open", "close"):
        move_seance(planned, denis, verb)
    with pytest.raises(WrongState):
        add_point(planned, denis, "Une dernière chose")
    assert [point.titre for point in planned.points] == ["Budget"] and len(facts(PointAdded)) == 1


def test_what_was_read_out_stays_on_the_agenda(planned, denis, facts):
    point = add_point(planned, denis, "Budget")
    move_seance(planned, denis, "open")
    with pytest.raises(WrongState):
        remove_point(planned, denis, point.id)
    assert planned.points == [point] and facts(PointRemoved) == []


def test_a_point_goes_away_once(planned, denis, facts):
    point = add_point(planned, denis, "Budget")
    remove_point(planned, denis, point.id)
    with pytest.raises(NotVisible):
        remove_point(planned, denis, point.id)
    assert planned.points == [] and len(facts(PointRemoved)) == 1


def test_a_seance_goes_along_its_road(planned, denis):
    with pytest.raises(WrongState):
        move_seance(planned, denis, "close")
    move_seance(planned, denis, "cancel")
    with pytest.raises(WrongState):
        move_seance(planned, denis, "open")
    assert planned.etat is Etat.ANNULEE
