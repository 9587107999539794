"""Saying something in a fil: who may, what the others hear, what a second click does."""

import pytest
from sqlalchemy import func, select

from echanges.fils.actions import close_fil, post_message
from echanges.fils.events import FilOpened, MessagePosted
from echanges.fils.models import Message, Trace
from socle.extensions import db
from socle.journal import Fait
from socle.markdown import redige
from socle.permissions import can
from socle.session import WRITING, DeliveringSession
from socle.signatures import Signature
from tests.makers import make_fil, say


def test_a_member_posts_and_the_others_hear_it(cast, visit, fil):
    socket, answer = visit(cast.basile).listen("fil:follow", fil_id=fil.id)
    assert answer["ok"]
    socket.get_received()

    page = visit(cast.amina).post(f"/fils/{fil.id}/messages", texte="Bonjour **à tous**", cle="a-1")

    assert page.status_code == 302
    heard = socket.get_received()
    assert [h["name"] for h in heard] == ["fil:message"]
    told = heard[0]["args"][0]
    assert "<strong>à tous</strong>" in told["html"] and told["seq"] == 1
    assert db.session.scalars(select(Fait.kind).order_by(Fait.id)).all()[-1] == MessagePosted.kind()


def test_without_a_script_the_page_offers_to_edit_ones_own_messages_alone(cast, visit, fil):
    mine, other = say(fil, cast.amina, "De moi"), say(fil, cast.basile, "Des autres")
    told = "Modifier ce message"
    page = visit(cast.amina).get(f"/fils/{fil.id}").text
    assert page.count(told) == 1 and f'/messages/{mine.id}#modifier">{told}' in page
    assert f'/messages/{other.id}#modifier">{told}' in visit(cast.basile).get(f"/fils/{fil.id}").text
    assert told not in visit(cast.hugo).get(f"/fils/{fil.id}").text


def test_opening_a_fil_is_a_fact(cast, fil):
    assert FilOpened.kind() in db.session.scalars(select(Fait.kind)).all()


def test_nothing_is_heard_when_the_transaction_fails(cast, visit, fil, author):
    socket, _ = visit(cast.basile).listen("fil:follow", fil_id=fil.id)
    socket.get_received()
    before = db.session.scalar(select(func.count(Fait.id)))
    post_message(fil, author, redige("perdu"), "p-1")
    db.session.rollback()
    db.session.commit()
    assert socket.get_received() == []
    assert db.session.scalar(select(func.count(Message.id))) == 0
    assert db.session.scalar(select(func.count(Fait.id))) == before


def test_what_could_not_be_kept_is_never_shown_for_what_takes_its_numbers(cast, visit, fil, monkeypatch):
    db.session.commit()
    amina, path, commit = visit(cast.amina), f"/fils/{fil.id}", DeliveringSession.commit

    def full(session: DeliveringSession) -> None:
        if session.info.get("mood") == WRITING:
            raise OSError("no space left on the disk")
        commit(session)

    monkeypatch.setattr(DeliveringSession, "commit", full)
    with pytest.raises(OSError):
        amina.post(f"{path}/messages", texte="Premier jet")
    monkeypatch.setattr(DeliveringSession, "commit", commit)
    db.session.rollback()
    hugo, _ = visit(cast.hugo).listen("fil:follow", fil_id=fil.id)
    assert amina.post(f"{path}/messages", texte="Bien relu").status_code == 302
    (told,) = [one["args"][0] for one in hugo.get_received() if one["name"] == "fil:message"]
    for shown in (told["html"], amina.get(path).text, amina.get(f"{path}/messages?after=0").text):
        assert "Bien relu" in shown and "Premier jet" not in shown


def test_the_same_key_makes_one_message(cast, visit, fil):
    amina = visit(cast.amina)
    first = amina.send("post", f"/api/v1/fils/{fil.id}/messages", json={"texte": "Bonjour", "cle": "k"})
    again = amina.send("post", f"/api/v1/fils/{fil.id}/messages", json={"texte": "Bonjour", "cle": "k"})
    other = amina.send("post", f"/api/v1/fils/{fil.id}/messages", json={"texte": "Autre", "cle": "k"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert first.json["id"] == again.json["id"]
    assert "clé" in other.json["detail"] and other.mimetype == "application/problem+json"
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_an_empty_message_is_explained_in_place_and_keeps_the_rest(cast, visit, fil):
    page = visit(cast.amina).post(f"/fils/{fil.id}/messages", texte="   ", cle="vide")
    assert page.status_code == 422
    assert "nécessaire" in page.text and 'value="vide"' in page.text


def test_numbers_have_no_hole(cast, fil):
    for n in range(5):
        say(fil, cast.amina, f"message {n}")
    assert db.session.scalars(select(Message.rang).order_by(Message.rang)).all() == [1, 2, 3, 4, 5]
    assert db.session.scalars(select(Trace.seq).order_by(Trace.seq)).all() == [1, 2, 3, 4, 5]


def test_a_mandate_signs_and_an_expired_one_does_not(cast, visit, fil):
    hugo = visit(cast.hugo)
    ok = hugo.post(f"/fils/{fil.id}/messages", texte="Pour les Jardins", cle="m1", mandat=cast.mandat_hugo.id)
    assert ok.status_code == 302
    assert "au titre de Les Jardins du Marais clair (directeur)" in hugo.get(f"/fils/{fil.id}").text
    stolen = visit(cast.amina).post(
        f"/fils/{fil.id}/messages", texte="x", cle="m2", mandat=cast.mandat_hugo.id
    )
    assert stolen.status_code == 422


WHO_MAY = {
    "read": {"Amina", "Basile", "Carole", "Denis", "Édith", "Farid", "Gwen", "Hugo", "Inès", "Admin"},
    "post": {"Amina", "Basile", "Hugo"},
    "close": {"Basile"},
    "reopen": set(),
}


@pytest.mark.parametrize("verb", WHO_MAY)
def test_who_may(cast, fil, verb):
    assert cast.who(lambda person: can(person, verb, fil)) == WHO_MAY[verb]


WHO_MAY_IN_PRIVATE = {"read": {"Amina", "Basile", "Hugo"}, "post": {"Amina", "Basile", "Hugo"}}


@pytest.mark.parametrize("verb", WHO_MAY_IN_PRIVATE)
def test_who_may_in_private(cast, secret, verb):
    assert cast.who(lambda person: can(person, verb, secret)) == WHO_MAY_IN_PRIVATE[verb]


WHO_MAY_ON_A_MESSAGE = {
    "edit": {"Amina"},
    "remove": {"Amina", "Basile"},
    "react": {"Amina", "Basile", "Hugo"},
}


@pytest.mark.parametrize("verb", WHO_MAY_ON_A_MESSAGE)
def test_who_may_on_a_message(cast, fil, verb):
    message = say(fil, cast.amina)
    assert cast.who(lambda person: can(person, verb, message)) == WHO_MAY_ON_A_MESSAGE[verb]


def test_two_fils_keep_their_own_numbers(cast, fil):
    other = make_fil(cast.pratiques, cast.amina)
    say(fil, cast.amina)
    assert say(other, cast.amina).rang == 1


def test_what_could_not_be_sent_is_given_back(cast, visit, fil):
    amina, path = visit(cast.amina), f"/fils/{fil.id}/messages"
    elsewhere = say(make_fil(cast.pratiques, cast.basile), cast.basile)
    amina.post(path, texte="Bonjour", cle="m-1")
    for sent, status in (
        ({"texte": "MON TEXTE", "cle": "m-2", "mandat": cast.mandat_hugo.id}, 422),
        ({"texte": "MON TEXTE", "cle": "m-3", "reponse_a": elsewhere.id}, 422),
        ({"texte": "MON TEXTE", "cle": "m-1"}, 409),
    ):
        page = amina.post(path, **sent)
        assert page.status_code == status and "MON TEXTE</textarea>" in page.text
        assert 'value="m-1"' not in page.text and f'value="{elsewhere.id}"' not in page.text
    close_fil(fil, Signature(cast.basile.id), "Réglé")
    db.session.commit()
    late = amina.post(path, texte="MON TEXTE", cle="m-4")
    assert late.status_code == 409 and "MON TEXTE" in late.text and "Motif : Réglé" in late.text
    assert db.session.scalars(select(Message.texte).where(Message.fil_id == fil.id)).all() == ["Bonjour"]
