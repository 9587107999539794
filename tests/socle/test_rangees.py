"""Rows are drawn once for the same words, and only for the same."""

from flask import render_template_string
from markupsafe import Markup

from socle.rangees import PERSONNES, RANGEES, drawn_person, drawn_row

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


def test_what_one_may_do_with_a_row_is_never_kept(app):
    page = '{% from "_kit/rows.html" import row %}{% call row("Un local") %} {{ jeton }} {% endcall %}'
    RANGEES.forget()
    with app.test_request_context("/"):
        for jeton in ("a1", "b2"):
            assert f'<div class="row__state">{jeton}</div>' in render_template_string(page, jeton=jeton)
    assert not any("a1" in kept for kept in RANGEES._kept.values())
