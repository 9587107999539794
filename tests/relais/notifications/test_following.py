"""Reading what one was told: a sentence leads to what it is about, while one may read it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from communautes.espaces.actions import leave
from relais.notifications.models import Notification
from socle.extensions import db
from socle.jobs import carry_all
from socle.permissions import can
from socle.signatures import Signature
from tests.makers import make_fil, say


@pytest.fixture
def told(cast) -> Notification:
    """Amina was named in a message of Hugo, in a private communauté."""
    say(make_fil(cast.cellule, cast.basile), cast.hugo, "Racontons @amina")
    carry_all()
    return db.session.scalars(select(Notification).where(Notification.compte_id == cast.amina.id)).one()


WHO_MAY = {"read": {"Amina"}, "follow": {"Amina"}}


@pytest.mark.parametrize("verb", WHO_MAY)
def test_a_notification_is_ones_own(cast, told, verb):
    assert cast.who(lambda person: can(person, verb, told)) == WHO_MAY[verb]


def test_a_sentence_leads_to_the_message_and_is_read_without_a_script(cast, told, visit):
    amina = visit(cast.amina)
    page = amina.get("/notifications").text
    assert f'action="/notifications/{told.id}/lecture"' in page and "(non lue)" in page

    answer = amina.post(f"/notifications/{told.id}/lecture")
    again = amina.post(f"/notifications/{told.id}/lecture")

    assert answer.location == again.location
    assert "/fils/" in answer.location and f"#message-{told.about.id}" in answer.location
    assert db.session.get(Notification, told.id).lue_le
    assert "(non lue)" not in amina.get("/notifications").text


def test_the_latest_comes_first_whenever_it_was_told(cast, told, visit):
    say(make_fil(cast.cellule, cast.basile, "Un autre fil"), cast.hugo, "Encore @amina")
    carry_all()
    later = db.session.scalars(select(Notification).order_by(Notification.id.desc())).first()
    later.creee_le -= timedelta(days=300)
    db.session.commit()
    page = visit(cast.amina).get("/notifications").text
    assert page.index(f"/notifications/{told.id}/") < page.index(f"/notifications/{later.id}/")


def test_a_sentence_is_read_by_program(cast, told, visit):
    path = f"/api/v1/notifications/{told.id}/lecture"

    answer = visit(cast.amina).send("post", path, json={})
    outside = visit(cast.basile).send("post", path, json={})

    assert (answer.status_code, outside.status_code) == (200, 404)
    assert (answer.json["id"], answer.json["phrase"], answer.json["lue"]) == (told.id, told.phrase, True)
    listed = visit(cast.amina).get("/api/v1/notifications").json
    assert listed["non_lues"] == 0 and [one["lue"] for one in listed["notifications"]] == [True]
    assert set(listed["notifications"][0]) == {"id", "phrase", "sujet", "creee_le", "lue", "droits"}


def test_what_is_out_of_reach_since_is_neither_told_nor_read(cast, told, visit):
    leave(cast.cellule, Signature(cast.amina.id))
    db.session.commit()
    amina = visit(cast.amina)

    assert told.phrase not in amina.get("/notifications").text
    assert amina.post(f"/notifications/{told.id}/lecture").status_code == 404
    assert amina.send("post", f"/api/v1/notifications/{told.id}/lecture", json={}).status_code == 404
    assert amina.get(f"/vers/notification:{told.id}").location == "/notifications", "no address of it is told"
    assert db.session.get(Notification, told.id).lue_le is None


def test_everything_is_read_at_once_and_only_ones_own(cast, told, visit):
    visit(cast.basile).post("/notifications/lecture")
    assert db.session.get(Notification, told.id).lue_le is None

    assert visit(cast.amina).post("/notifications/lecture").location == "/notifications"
    assert db.session.get(Notification, told.id).lue_le
