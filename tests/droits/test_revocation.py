"""Whoever loses a right stops hearing, at once by the live listener, within a second by the sweeper alone."""

import pytest

from annuaire.comptes.actions import suspend_compte
from annuaire.comptes.models import Connexion
from communautes.espaces.actions import open_doors, remove_member
from communautes.espaces.events import AccesNarrowed, MembreLeft
from communautes.espaces.models import Acces, Communaute, Entree
from echanges.fils.models import Fil
from socle import events
from socle.clock import now
from socle.extensions import db
from socle.journal import Fait
from socle.live import Sweeper
from socle.signatures import Signature
from socle.standard import _judges, ask_again
from tests.makers import say


def following(monde, nom: str, name: str):
    """A socket of that person which follows a fil, and the answer it got."""
    return monde.visit(nom).listen("fil:follow", fil_id=monde.ids[name])


def heard(socket) -> list[str]:
    """The names of what it heard since the last time; nothing once hung up."""
    return [one["name"] for one in socket.get_received()] if socket.is_connected() else []


def speak(monde, name: str, text: str = "Encore quelque chose") -> None:
    """Amina says something in a fil."""
    say(db.session.get(Fil, monde.ids[name]), monde.person("Amina"), text)


def narrow(monde) -> None:
    """« Bonnes pratiques » becomes private."""
    communaute = db.session.scalars(db.select(Communaute).where(Communaute.slug == "bonnes-pratiques")).one()
    open_doors(communaute, Acces.PRIVEE, Entree.SUR_INVITATION, Signature(monde.photo.people["Basile"]))
    db.session.commit()


def part(monde) -> None:
    """Hugo is taken out of the cellule."""
    communaute = db.session.get(Communaute, monde.ids["cellule"])
    remove_member(communaute, Signature(monde.photo.people["Basile"]), monde.ids["hugo"])
    db.session.commit()


def suspend(monde) -> None:
    """Hugo's account is suspended."""
    suspend_compte(monde.person("Hugo"), Signature(monde.photo.people["Admin"]), "essai")
    db.session.commit()


def sign_out(monde) -> None:
    """Hugo signs out."""
    monde.visit("Hugo").post("/deconnexion")


WAYS = [(part, "secret_fil"), (suspend, "secret_fil"), (sign_out, "secret_fil"), (suspend, "fil")]


@pytest.fixture
def listeners(request, monkeypatch):
    """With the live listeners, or with the sweeper alone, as after a crash between commit and telling."""
    alone = request.param == "sweeper alone"
    if alone:
        monkeypatch.setattr(events, "_listeners", {})
    return alone


def swept(monde, alone: bool, act) -> None:
    """Do it, and let a sweeper that was already awake pass."""
    sweeper = Sweeper(monde.app)
    sweeper.sweep()
    act(monde)
    if alone:
        sweeper.sweep()


@pytest.mark.parametrize("listeners", ["live", "sweeper alone"], indirect=True)
@pytest.mark.parametrize(("act", "name"), WAYS, ids=lambda v: getattr(v, "__name__", v))
def test_who_loses_a_right_hears_nothing_more(monde, listeners, act, name):
    hugo, answer = following(monde, "Hugo", name)
    basile, _ = following(monde, "Basile", name)
    assert answer["ok"]
    hugo.get_received()
    swept(monde, listeners, act)

    assert not hugo.is_connected() and basile.is_connected()
    again, refused = following(monde, "Hugo", name)
    assert again.is_connected() == (act is part)
    assert refused is None or (refused["ok"], "messages" in refused) == (False, False)


def test_who_remains_still_hears(monde):
    hugo, _ = following(monde, "Hugo", "secret_fil")
    basile, _ = following(monde, "Basile", "secret_fil")
    part(monde)
    basile.get_received()

    for n in range(5):
        speak(monde, "secret_fil", f"Message {n}")

    assert heard(basile) == ["fil:message"] * 5
    assert heard(hugo) == []
    back, refused = following(monde, "Hugo", "secret_fil")
    speak(monde, "secret_fil")
    assert back.is_connected() and not refused["ok"] and heard(back) == []


@pytest.mark.parametrize("listeners", ["live", "sweeper alone"], indirect=True)
def test_doors_that_close_let_nobody_listen_from_outside(monde, listeners, monkeypatch):
    outsider, answer = following(monde, "Édith", "fil")
    assert answer["ok"]
    speak(monde, "fil")
    assert listeners or "fil:message" in heard(outsider)

    swept(monde, listeners, narrow)

    monkeypatch.undo()
    assert not outsider.is_connected()
    back, refused = following(monde, "Édith", "fil")
    member, kept = following(monde, "Hugo", "fil")
    assert (refused["ok"], kept["ok"]) == (False, True)
    member.get_received()
    speak(monde, "fil")
    assert heard(back) == [] and heard(member) == ["fil:message"]


@pytest.mark.parametrize("listeners", ["live", "sweeper alone"], indirect=True)
def test_doors_that_close_disturb_nobody_else(monde, listeners):
    inside, _ = following(monde, "Hugo", "fil")
    beside, _ = monde.visit("Édith").listen()
    elsewhere, _ = following(monde, "Hugo", "secret_fil")
    for socket in (inside, beside, elsewhere):
        socket.get_received()
    swept(monde, listeners, narrow)
    for socket in (inside, beside, elsewhere):
        assert socket.is_connected()
        assert socket.get_received() == []


def test_rights_are_asked_again_once_a_person(monde, statements):
    for _ in range(4):
        following(monde, "Hugo", "fil")
    with statements() as told:
        ask_again({f"fil:{monde.ids['fil']}"})
    assert len(told) <= 4  # the account, what it holds (for two hosts), the fils: not four times as many


def test_the_screens_of_what_one_still_reads_stay(monde, monkeypatch):
    lost, kept = monde.ids["fil"], monde.ids["clos"]
    gone, _ = following(monde, "Hugo", "fil")
    stays, _ = following(monde, "Hugo", "clos")
    monkeypatch.setitem(_judges, "fil", lambda compte_id, ids: set(ids) - {lost})
    ask_again({f"fil:{lost}", f"fil:{kept}"})
    assert (gone.is_connected(), stays.is_connected()) == (False, True)


def test_who_was_hung_up_hears_why(monde):
    hugo, _ = following(monde, "Hugo", "secret_fil")
    part(monde)
    assert [one["args"] for one in hugo.queue if one["name"] == "raccroche"] == [[{"motif": "droits"}]]


def test_a_session_that_ran_out_is_hung_up_at_the_next_question(monde):
    hugo, _ = following(monde, "Hugo", "secret_fil")
    db.session.execute(db.update(Connexion).values(fermee_le=now()))
    db.session.commit()
    assert monde.visit("Hugo").ask(hugo, "heads", fils=[])["ok"] is False
    assert not hugo.is_connected()
    assert [one["args"] for one in hugo.queue if one["name"] == "raccroche"] == [[{"motif": "session"}]]


def test_doors_that_open_disturb_nobody(monde):
    communaute = db.session.get(Communaute, monde.ids["cellule"])
    hugo, _ = following(monde, "Hugo", "secret_fil")
    open_doors(communaute, Acces.VISIBLE, Entree.LIBRE, Signature(monde.photo.people["Basile"]))
    db.session.commit()
    assert hugo.is_connected()
    assert not db.session.scalars(db.select(Fait).where(Fait.kind == AccesNarrowed.kind())).all()


def test_leaving_and_closing_are_facts_that_revoke(monde):
    part(monde)
    narrow(monde)
    told = list(db.session.scalars(db.select(Fait).order_by(Fait.id.desc()).limit(5)))
    assert {MembreLeft.kind(), AccesNarrowed.kind()} <= set(events.revoking_kinds())
    assert [fait.kind for fait in told].count(AccesNarrowed.kind()) == 1
    left = next(fait for fait in told if fait.kind == MembreLeft.kind())
    assert (left.details["compte_id"], left.compte_id) == (monde.ids["hugo"], monde.photo.people["Basile"])
