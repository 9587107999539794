"""Rows are drawn once for the same words, and only for the same."""

from flask import render_template_string
from markupsafe import Markup

from communautes.propositions.models import Etat
from socle.rangees import (
    ANNONCES,
    ENTETES,
    PERSONNES,
    RANGEES,
    Annonce,
    announced,
    drawn_head,
    drawn_person,
    drawn_row,
)

BOLD = "<b>Local</b>"


def row(title="Un local", url="/fils/1", facts=("3 messages", ""), text=None, unread=False) -> Markup:
    return drawn_row(title, url, facts, text, unread)


def test_a_row_is_drawn_once_for_the_same_words(app, monkeypatch):
    RANGEES.forget()
    times = []
    draw = RANGEES.draw
    monkeypatch.setattr(RANGEES, "draw", lambda key, thing: times.append(key) or draw(key, thing))
    first = row()
    assert row() == first and "Un local" in first and len(times) == 1
    others = [
        row(title="Un toit"),
        row(url=None),
        row(facts=["4 messages"]),
        row(text="Libre"),
        row(unread=True),
    ]
    assert len({first, *others}) == 6 and len(times) == 6


def test_what_a_person_writes_is_never_taken_for_what_a_macro_wrote(app):
    for place in ("title", "text"):
        RANGEES.forget()
        assert BOLD in row(**{place: Markup(BOLD)})
        assert BOLD not in row(**{place: BOLD})
    RANGEES.forget()
    assert BOLD in row(facts=[Markup(BOLD)]) and BOLD not in row(facts=[BOLD])


def test_a_person_is_drawn_once_for_the_same_words(app, monkeypatch):
    PERSONNES.forget()
    times = []
    draw = PERSONNES.draw
    monkeypatch.setattr(PERSONNES, "draw", lambda key, thing: times.append(key) or draw(key, thing))
    amina = ("Amina Benali", 3, "Le Relais", "/personnes/amina", None)
    first = drawn_person(*amina)
    assert drawn_person(*amina) == first and len(times) == 1
    assert all(words in first for words in (">AB<", "hue-4", "Amina Benali", "Le Relais", "/personnes/amina"))
    for place, other in enumerate(("Basile", 4, "Oasis", None, "large")):
        assert drawn_person(*amina[:place], other, *amina[place + 1 :]) != first
    assert len(times) == 6
    assert BOLD in drawn_person("Amina", 1, Markup(BOLD), None, None)
    assert BOLD not in drawn_person("Amina", 1, BOLD, None, None)


def test_a_head_is_drawn_once_for_the_same_words(app, monkeypatch):
    ENTETES.forget()
    times = []
    draw = ENTETES.draw
    monkeypatch.setattr(ENTETES, "draw", lambda key, thing: times.append(key) or draw(key, thing))
    words = ("Un local", "Communautés", "/communautes", ("3 messages", None), "À quoi il sert")
    first = drawn_head(*words)
    assert drawn_head(*words) == first and len(times) == 1
    assert all(
        said in first for said in ("<h1", "Un local", 'href="/communautes"', "3 messages", "À quoi il sert")
    )
    for place, other in enumerate(("Un toit", "Fils", None, (), Markup("À quoi il sert"))):
        drawn_head(*words[:place], other, *words[place + 1 :])
    assert len(times) == 6
    for place in (0, 1, 4):
        assert BOLD in drawn_head(*words[:place], Markup(BOLD), *words[place + 1 :])
        assert BOLD not in drawn_head(*words[:place], BOLD, *words[place + 1 :])
    assert BOLD in drawn_head("Un local", None, None, [Markup(BOLD)], None)
    assert BOLD not in drawn_head("Un local", None, None, [BOLD], None)


def test_a_list_of_things_is_drawn_once_for_the_same_words(app, monkeypatch):
    ANNONCES.forget()
    times = []
    draw = ANNONCES.draw
    monkeypatch.setattr(ANNONCES, "draw", lambda key, thing: times.append(key) or draw(key, thing))
    one = Annonce("Un local", "/propositions/1", ("PRO-1",), Etat.DEPOSEE)
    first = announced([one])
    assert announced(iter([one])) == first and len(times) == 1
    assert all(said in first for said in ("Un local", 'href="/propositions/1"', "PRO-1", "Déposée"))
    assert announced([one._replace(etat=Etat.EN_DISCUSSION)]) != first and len(times) == 2
    assert BOLD not in announced([one._replace(titre=BOLD)])


def test_what_one_may_do_with_a_row_is_never_kept(app):
    page = '{% from "_kit/rows.html" import row %}{% call row("Un local") %} {{ jeton }} {% endcall %}'
    RANGEES.forget()
    with app.test_request_context("/"):
        for jeton in ("a1", "b2"):
            assert f'<div class="row__state">{jeton}</div>' in render_template_string(page, jeton=jeton)
    assert not any("a1" in kept for kept in RANGEES._kept.values())
