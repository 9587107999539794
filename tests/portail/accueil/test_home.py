"""The public home: it tells what guests may read, in the words of the moment, for three statements."""

import pytest

from communautes.espaces.models import Acces
from communautes.propositions.models import Etat
from portail.accueil.fragments import NOUVELLES
from socle.extensions import db
from tests.makers import make_proposition, make_territoires, qualified


@pytest.fixture
def told(cast):
    """A communauté whose answers and needs all may read: what was answered, what is needed."""
    make_territoires()
    answer = make_proposition(cast.pratiques, cast.amina, Etat.PORTEE, titre="Une tournée du guide")
    need = qualified(cast.amina, cast.farid, public=True, lieux=["62767", "62041"])
    return answer, need


def test_it_tells_answers_needs_and_communautes(told, cast, visit):
    answer, need = told
    page = visit().get("/").text
    for words in (
        "Une tournée du guide",
        answer.reference,
        f"/propositions/{answer.id}",
        "Portée par la chambre",
    ):
        assert words in page
    places = ", ".join(place.nom for place in sorted(need.territoires, key=lambda place: place.id))
    assert f"<span>{places}</span>" in page and f"/besoins/{need.reference}" in page
    assert f"/communautes/{cast.pratiques.slug}" in page and cast.pratiques.objet in page


def test_what_changes_is_said_at_the_next_look(told, cast, visit):
    answer, need = told
    assert "Une tournée du guide" in visit().get("/").text
    answer.titre, need.territoires[0].nom = "Deux tournées", "Le lieu renommé"
    db.session.commit()
    page = visit().get("/").text
    assert "Deux tournées" in page and "Une tournée du guide" not in page and "Le lieu renommé" in page


def test_what_closes_to_guests_leaves_at_once(told, cast, visit):
    assert "Une tournée du guide" in visit().get("/").text
    cast.pratiques.acces = Acces.PRIVEE
    db.session.commit()
    page = visit().get("/").text
    assert "Une tournée du guide" not in page and cast.pratiques.objet not in page


@pytest.mark.parametrize("many", [1, 20])
def test_it_costs_three_statements_and_draws_the_same_news_once(
    told, cast, visit, statements, monkeypatch, many
):
    for number in range(many):
        make_proposition(cast.pratiques, cast.amina, Etat.PORTEE, titre=f"Tournée {number}")
        qualified(cast.amina, cast.farid, public=True, titre=f"Besoin {number}")
    visit().get("/")
    monkeypatch.setattr(NOUVELLES, "draw", None)
    with statements() as asked:
        visit().get("/")
    assert len(asked) == 3
