"""Fragments: drawn once, the same for everyone, never wrong because their key holds all they depend on."""

import pytest
from flask import g, render_template
from jinja2 import DictLoader

from echanges.fils.fragments import MESSAGES, all_drawn, drawn
from echanges.fils.models import Message
from echanges.fils.queries import page_of
from socle import fragments
from socle.extensions import db
from socle.fragments import Fragments, drawn_once
from socle.templating import draw_partial
from tests.makers import make_fil, say


@pytest.fixture
def fil(cast):
    """A fil where two people spoke."""
    made = make_fil(cast.pratiques, cast.amina, "Qui a un local ?")
    say(made, cast.amina, "Nous en avons un.")
    say(made, cast.hugo, "Nous aussi.")
    MESSAGES.forget()  # those who hear it live have had it drawn
    return made


def test_a_page_draws_only_what_was_not(fil, monkeypatch):
    times = []
    monkeypatch.setattr(
        MESSAGES, "draw", lambda key, thing: times.append(key) or Fragments.draw(MESSAGES, key, thing)
    )
    first = all_drawn(page_of(fil, 1))
    assert all_drawn(page_of(fil, 1)) == first and len(times) == 2


def test_one_statement_draws_all_that_is_missing_and_none_is_asked_for_the_rest(fil, statements):
    lines = page_of(fil, 1)
    with statements() as told:
        all_drawn(lines)
    assert len(told) == 1
    with statements() as told:
        all_drawn(lines)
    assert told == []


def test_a_new_name_is_drawn_anew(fil, cast):
    assert "Renommé" not in "".join(all_drawn(page_of(fil, 1)))
    cast.hugo.nom = "Hugo Renommé"
    db.session.commit()
    assert "Hugo Renommé" in "".join(all_drawn(page_of(fil, 1)))


def test_the_page_the_socket_and_who_catches_up_hear_the_same(fil, cast, visit):
    message = db.session.get(Message, page_of(fil, 1)[0].id)
    html = drawn(message)
    assert html in visit(cast.hugo).get(f"/fils/{fil.id}").text
    assert html in visit(cast.hugo).get(f"/fils/{fil.id}/messages?after=0").text


def test_what_one_hears_is_not_drawn_again_for_the_page(fil, monkeypatch):
    message = db.session.get(Message, page_of(fil, 1)[0].id)
    html = drawn(message)
    monkeypatch.setattr(MESSAGES, "draw", lambda key, thing: 1 / 0)
    assert drawn(message) == html == all_drawn(page_of(fil, 1)[:1])[0]


def test_what_was_told_is_not_drawn_again_for_the_page(fil, cast, visit, monkeypatch):
    all_drawn(page_of(fil, 1))
    visit(cast.hugo).post(f"/fils/{fil.id}/messages", texte="Dit à l'instant.")
    monkeypatch.setattr(MESSAGES, "draw", lambda key, thing: 1 / 0)
    assert "Dit à l" in "".join(all_drawn(page_of(fil, 1)))


def test_a_partial_knows_what_it_is_given_and_nobody(app, cast, monkeypatch):
    seen = "{{ mot }}{% if current_user %} à {{ current_user.nom }}{% endif %}"
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader({"seul.html": seen}))
    with app.test_request_context():
        g._login_user = cast.amina
        assert render_template("seul.html", mot="Bonjour") == "Bonjour à Amina"
        assert draw_partial("seul.html", {"mot": "Bonjour"}) == "Bonjour"


def test_a_partial_is_drawn_once_for_all_that_are_equal(app, monkeypatch):
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader({"deux.html": "{{ mots|join(' et ') }}"}))
    times = []
    draw = Fragments.draw
    monkeypatch.setattr(
        Fragments, "draw", lambda kind, key, thing: times.append(key) or draw(kind, key, thing)
    )
    page = app.jinja_env.from_string("{{ drawn_once('deux.html', mots=mots) }}")
    told = [
        page.render(mots=("un", "deux")),
        page.render(mots=("un", "deux")),
        page.render(mots=("un", "<b>")),
    ]
    assert told == ["un et deux", "un et deux", "un et &lt;b&gt;"] and len(times) == 2
    with pytest.raises(TypeError):
        drawn_once("deux.html", mots=["un", "deux"])


def test_memory_is_bounded_and_the_least_shown_goes_first(app, monkeypatch):
    monkeypatch.setattr(fragments, "draw_partial", lambda template, shown: shown["thing"])
    small = Fragments("rien.html", "thing", weight=10)
    small.draw("a", "aaaa"), small.draw("b", "bbbb")
    assert small.kept("a") == "aaaa"
    small.draw("c", "cccc")
    assert small.kept("b") is None and small.kept("a") == "aaaa" and small.kept("c") == "cccc"
    assert small.draw("d", "d" * 11) == "d" * 11 and small.kept("d") is None
    fragments.KINDS.remove(small)
