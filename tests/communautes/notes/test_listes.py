"""The lists of notes: of a communauté, and for programs; their filters and their files."""

import pytest

from communautes.notes.models import Etat, Note
from socle.extensions import db
from tests.makers import make_note

HOME = "/communautes/bonnes-pratiques"


@pytest.fixture
def notes(cast) -> list[Note]:
    """A draft, one that left, one of another communauté."""
    draft, left = make_note(cast.pratiques, cast.basile), make_note(cast.pratiques, cast.basile)
    draft.titre, left.titre, left.etat = "Un brouillon", "Une note partie", Etat.TRANSMISE
    other = make_note(cast.tiers_lieux, cast.gwen)
    other.titre = "D'ailleurs"
    db.session.commit()
    return [draft, left, other]


def test_a_communaute_lists_its_notes(cast, visit, notes):
    page = visit(cast.basile).get(HOME + "/notes").text
    assert "Un brouillon" in page and "Une note partie" in page and "D&#39;ailleurs" not in page
    assert f'href="{HOME}/notes/nouvelle"' in page and "2\u00a0notes" in page
    read = visit(cast.amina).get(HOME + "/notes").text
    assert "Une note partie" in read and "Un brouillon" not in read and "/notes/nouvelle" not in read
    assert f'href="{HOME}/notes"' in visit(cast.amina).get(HOME).text
    assert "Aucune note ici." in visit(cast.edith).get(HOME + "/notes").text


def test_it_is_narrowed_by_state(cast, visit, notes):
    page = visit(cast.basile).get(HOME + "/notes?etat=transmise").text
    assert "Une note partie" in page and "Un brouillon" not in page
    assert visit(cast.basile).get(HOME + "/notes?etat=perdue").status_code == 404
    told = visit(cast.basile).get("/api/v1" + HOME + "/notes?etat=brouillon").json["notes"]
    assert [one["titre"] for one in told] == ["Un brouillon"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "atom"])
def test_it_is_read_as_files(cast, visit, notes, kind):
    answer = visit(cast.amina).get(f"{HOME}/notes?format={kind}")
    assert answer.status_code == 200 and len(answer.data) > 100
    if kind != "xlsx":
        assert "Une note partie" in answer.text and "Un brouillon" not in answer.text


def test_its_file_says_the_words_of_people(cast, visit, notes):
    lines = visit(cast.basile).get(HOME + "/notes?format=csv").text.splitlines()
    assert lines[0] == "\ufeffRéférence;Communauté;Note;Où elle en est;Écrite par;Du;Au;Transmise le"
    cells = lines[1].split(";")
    assert cells[1:4] == ["Bonnes pratiques", "Une note partie", "Transmise au conseil"]
    assert cells[4:6] == ["Basile", "01/01/2026"]


def test_programs_walk_through_the_notes_they_may_read(cast, visit, notes):
    def told(who, asked: str = "") -> dict:
        return visit(who).get(f"/api/v1/notes{asked}").json

    def titles(answer: dict) -> list[str]:
        return [one["titre"] for one in answer["notes"]]

    first = told(cast.basile, "?limit=2")
    assert titles(first) == ["Un brouillon", "Une note partie"] and first["next"] == notes[1].id
    assert titles(told(cast.basile, f"?after={first['next']}")) == ["D'ailleurs"]
    assert titles(told(cast.basile, "?communaute=tiers-lieux")) == ["D'ailleurs"]
    assert titles(told(cast.denis, "?etat=transmise")) == ["Une note partie"]
    assert told(None) == {"notes": [], "next": None}
