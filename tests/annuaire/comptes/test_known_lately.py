"""Who was known lately is looked up once by an act, and is nobody as soon as the database says so."""

import pytest
from sqlalchemy import func, select, update

from annuaire.comptes.models import Compte, Connexion, Jeton
from annuaire.jetons.actions import make_jeton
from echanges.fils.models import Message
from echanges.fils.views import fil as page_of_a_fil
from echanges.lectures.models import Position
from socle.clock import now
from socle.errors import Refused
from socle.extensions import db
from socle.journal import Fait
from tests.makers import make_fil

GONE = {
    "account": lambda: update(Compte).values(actif=False),
    "session": lambda: update(Connexion).values(fermee_le=now()),
    "token": lambda: update(Jeton).values(revoque_le=now()),
}


@pytest.fixture
def fil(cast):
    """An open question that everyone reads and members answer."""
    return make_fil(cast.pratiques, cast.basile, "Faire connaître le guide")


def happen(what: str) -> None:
    """Something ends, and no event tells it."""
    db.session.execute(GONE[what](), execution_options={"synchronize_session": False})
    db.session.commit()


@pytest.mark.parametrize("at", ["messages", "lecture", "messages/1/reactions/accord", "cloture"])
@pytest.mark.parametrize("what", ["account", "session"])
def test_an_act_shows_the_door_to_who_is_gone_since(cast, visit, fil, what, at):
    basile, path = visit(cast.basile), f"/fils/{fil.id}"
    assert basile.post(f"{path}/messages", texte="Bonjour", cle="a").status_code == 302
    happen(what)
    for _ in range(2):
        page = basile.post(f"{path}/{at}", texte="Encore", cle="b", rang="1", motif="Fini.")
        assert (page.status_code, page.location) == (302, "/connexion")
    told = basile.send("post", f"/api/v1{path}/messages", json={"texte": "Encore", "cle": "b"})
    assert told.status_code == 401
    facts = db.session.scalar(select(func.count(Fait.id)).where(Fait.compte_id == cast.basile.id))
    assert (facts, db.session.scalars(select(Position.rang)).all()) == (
        3,
        [1],
    )  # the fil, the session, a message


def test_a_program_whose_token_ended_is_nobody(cast, visit, fil):
    _, secret = make_jeton(cast.amina, "essai")
    db.session.commit()
    said = {"headers": {"Authorization": f"Bearer {secret}"}}
    path = f"/api/v1/fils/{fil.id}/messages"
    for cle in ("a", "b"):
        assert visit().send("post", path, json={"texte": "Bonjour", "cle": cle}, **said).status_code == 201
    happen("token")
    for _ in range(2):
        assert visit().send("post", path, json={"texte": "Encore", "cle": "c"}, **said).status_code == 401
    assert db.session.scalar(select(func.count(Message.id))) == 2


def test_what_is_refused_before_the_act_is_told_to_who_they_are_now(cast, visit, fil, monkeypatch):
    def refuse(*_):
        raise Refused("Pas si vite.")

    amina, path = visit(cast.amina), f"/fils/{fil.id}/messages"
    monkeypatch.setattr(page_of_a_fil, "bind", refuse)
    assert cast.amina.nom in amina.post(path, texte="Bonjour").text
    happen("session")
    page = amina.post(path, texte="Bonjour")
    assert page.status_code == 403 and cast.amina.nom not in page.text
