"""The database put back before a test is the one that was photographed: rows, and numbers to come."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from annuaire.comptes.models import Compte
from socle.extensions import db
from tests import photos
from tests.cast import Cast, known_cast
from tests.makers import make_fil, say
from tests.photos import begin_from


def everything() -> dict[str, list[str]]:
    """Every row of the house."""
    db.session.expire_all()
    return {
        table.name: sorted(map(str, db.session.execute(table.select())))
        for table in db.metadata.sorted_tables
    }


def test_everything_is_put_back_and_numbers_go_on_from_there(cast):
    before = everything()
    first = make_fil(cast.pratiques, cast.amina).id
    say(make_fil(cast.pratiques, cast.amina), cast.hugo)
    db.session.delete(cast.mandat_hugo)
    cast.amina.nom = "Quelqu'un d'autre"
    db.session.commit()
    assert everything() != before

    again = Cast.found_again(begin_from("cast", known_cast))

    assert everything() == before
    assert again.amina.nom == "Amina"
    assert make_fil(again.pratiques, again.amina).id == first


def test_one_state_leaves_nothing_to_the_next(cast):
    begin_from("nothing")
    assert not any(everything().values())
    begin_from("cast", known_cast)
    assert db.session.query(Compte).count() == 10


def test_a_transaction_left_open_is_told_and_not_waited_for(app, engine, database_url, monkeypatch):
    monkeypatch.setattr(photos, "PATIENCE", 0.1)
    other = create_engine(database_url)
    with other.connect() as line:
        line.execute(text("BEGIN IMMEDIATE" if engine == "sqlite" else "LOCK TABLE compte"))
        with pytest.raises((TimeoutError, OperationalError)):
            begin_from("nothing")
        line.rollback()
    other.dispose()
    begin_from("nothing")
