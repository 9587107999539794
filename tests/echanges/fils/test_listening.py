"""What a screen hears of a fil: who types, how many are there; and what it costs the database."""

import pytest

from echanges.fils import live
from echanges.fils.actions import close_fil
from socle import standard
from socle.extensions import db
from socle.live import BURST, TOO_FAST
from socle.signatures import Signature
from tests.makers import make_fil, say


@pytest.fixture
def quick(monkeypatch):
    """No rhythm remembered from the test before."""
    for rhythm in (live.names, live.tell_presence):
        monkeypatch.setattr(rhythm, "told", {})


def names(socket) -> list[dict]:
    """What it heard of who types."""
    return [one["args"][0] for one in socket.get_received() if one["name"] == "fil:typing"]


def test_typing_asks_the_database_once_then_nothing(app, cast, visit, fil, quick, statements, monkeypatch):
    db.session.commit()
    amina, _ = visit(cast.amina).listen("fil:follow", fil_id=fil.id)
    basile, _ = visit(cast.basile).listen("fil:follow", fil_id=fil.id)
    assert visit(cast.amina).ask(amina, "fil:typing", fil_id=fil.id)["ok"]
    heard = [{"fil_id": fil.id, "nom": cast.amina.nom}]
    assert (names(basile), names(amina)) == (heard, [])
    typing = {"fil_id": fil.id}
    with app.app_context(), statements() as told:
        refused = [amina.emit("fil:typing", typing, callback=True)["ok"] for _ in range(5)]
    assert (refused, len(told)) == ([False] * 5, 0)

    for screen in standard._screens.values():
        screen.heard.clear()
    monkeypatch.setattr(live.names, "told", {})
    with app.app_context(), statements() as told:
        assert amina.emit("fil:typing", typing, callback=True)["ok"]
    assert len(told) == 0
    assert names(basile) == heard


def type_again(visit, person, socket, fil) -> bool:
    """Whether one may type, a second after the last time."""
    for screen in standard._screens.values():
        screen.heard.clear()
    return visit(person).ask(socket, "fil:typing", fil_id=fil.id)["ok"]


def test_what_was_granted_for_one_fil_is_asked_for_another_and_after_a_while(cast, visit, fil, quick):
    closed = make_fil(cast.pratiques, cast.basile, "Déjà clos")
    close_fil(closed, Signature(cast.basile.id), "dit ailleurs")
    db.session.commit()
    amina, _ = visit(cast.amina).listen("fil:follow", fil_id=fil.id)
    assert [type_again(visit, cast.amina, amina, one) for one in (fil, closed, fil)] == [True, False, True]
    close_fil(fil, Signature(cast.basile.id), "dit ailleurs")
    db.session.commit()
    assert type_again(visit, cast.amina, amina, fil)  # kept some seconds
    for screen in standard._screens.values():
        screen.granted = {name: (asked, 0.0, right) for name, (asked, _, right) in screen.granted.items()}
    assert not type_again(visit, cast.amina, amina, fil)


def test_who_asks_without_end_is_told_to_wait_before_anything_is_read(app, cast, visit, fil, statements):
    db.session.commit()
    socket, _ = visit(cast.amina).listen("fil:follow", fil_id=fil.id)
    with app.app_context(), statements() as told:
        answers = [socket.emit("heads", {"fils": []}, callback=True) for _ in range(int(BURST) + 20)]
        asked = len(told)
        refused = socket.emit("heads", {"fils": []}, callback=True)
    assert (refused, len(told)) == ({"ok": False, "reason": TOO_FAST}, asked)
    assert BURST - 1 <= sum(answer["ok"] for answer in answers) < BURST + 19


def test_who_may_not_answer_is_not_said_to_type(cast, visit, fil, quick):
    db.session.commit()
    edith, _ = visit(cast.edith).listen("fil:follow", fil_id=fil.id)
    basile, _ = visit(cast.basile).listen("fil:follow", fil_id=fil.id)
    assert not visit(cast.edith).ask(edith, "fil:typing", fil_id=fil.id)["ok"]
    assert names(basile) == []


def test_one_name_at_a_time_is_told(cast, visit, fil, quick):
    db.session.commit()
    amina, _ = visit(cast.amina).listen("fil:follow", fil_id=fil.id)
    basile, _ = visit(cast.basile).listen("fil:follow", fil_id=fil.id)
    edith, _ = visit(cast.edith).listen("fil:follow", fil_id=fil.id)
    for person, socket in ((cast.amina, amina), (cast.basile, basile)):
        assert visit(person).ask(socket, "fil:typing", fil_id=fil.id)["ok"]
    assert [told["nom"] for told in names(edith)] == [cast.amina.nom]


def test_a_crowd_that_joins_hears_one_count_a_second(cast, visit, fil, quick):
    db.session.commit()
    sockets = [visit(cast.basile).listen("fil:follow", fil_id=fil.id)[0] for _ in range(10)]
    told = [one["args"][0] for one in sockets[0].get_received()]
    assert told == [{"fil_id": fil.id, "nombre": 1}]
    assert all(socket.get_received() == [] for socket in sockets[1:])
    live.tell_presence.told.clear()
    live.tell_presence.tick()
    assert {socket.get_received()[0]["args"][0]["nombre"] for socket in sockets} == {10}


def test_who_leaves_is_no_longer_counted(cast, visit, fil, quick, monkeypatch):
    db.session.commit()
    stays, goes = (visit(cast.basile).listen("fil:follow", fil_id=fil.id)[0] for _ in range(2))
    monkeypatch.setattr(live.tell_presence, "late", set())
    live.tell_presence.told.clear()
    stays.get_received()
    goes.disconnect()
    live.tell_presence.tick()
    assert [one["args"][0]["nombre"] for one in stays.get_received()] == [1]


def test_a_long_absence_is_told_in_bounded_answers(cast, visit, fil, monkeypatch):
    monkeypatch.setattr(live, "TOGETHER", 2_000)
    for number in range(8):
        say(fil, cast.amina, "Un mot de plus. " * 40, cle=f"absence {number}")
    db.session.commit()
    heard, held, more = [], 0, True
    while more:
        socket, answer = visit(cast.basile).listen("fil:follow", fil_id=fil.id, after=held)
        assert 1 <= len(answer["messages"]) < 8
        heard += [message["seq"] for message in answer["messages"]]
        held, more = heard[-1], answer["more"]
        socket.disconnect()
    assert heard == list(range(heard[0], heard[0] + 8)) and held == fil.dernier_seq
