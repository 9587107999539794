"""From a reference to its page: texts link whether the thing exists or not; the page tells no more."""

import pytest

from socle.markdown import render
from socle.sujets import sujets
from tests.makers import make_proposition


def written(forme, number: int) -> str:
    """A reference of this form."""
    return "-".join([forme.stem, *(["BPR"] if forme.code else []), "2026", f"{number:0{forme.digits}d}"])


def test_every_noun_with_a_reference_declares_its_form(app):
    named = {kind for kind, sujet in sujets().items() if "reference" in sujet.noun.__mapper__.columns}
    assert named == {kind for kind, sujet in sujets().items() if sujet.forme} != set()


@pytest.mark.parametrize("number", [1, 999, 1000, 123456])
def test_texts_link_to_every_form_whether_the_thing_exists_or_not(cast, number):
    known = [sujet.forme for sujet in sujets().values() if sujet.forme]
    assert len(known) >= 5
    for reference in [written(forme, number) for forme in known]:
        assert f'href="/ref/{reference}"' in render(f"Voir {reference}, puis ({reference})."), reference


def test_a_text_that_only_looks_like_one_links_to_nothing(app):
    for text in ("XYZ-2026-001", "ACT-2026-01", "ACT-1999-001", "ACT-2026-001-2", "a/ACT-2026-001"):
        assert "/ref/" not in render(text), text


def test_a_reference_leads_to_its_page_and_an_unknown_one_nowhere(cast, visit):
    made = make_proposition(cast.pratiques, cast.amina)
    page = visit(cast.amina).get(f"/ref/{made.reference}")
    assert page.location == f"/propositions/{made.id}"
    unknown, hidden = visit().get("/ref/PRO-BPR-2026-999"), visit().get(f"/ref/{made.reference}")
    assert unknown.status_code == hidden.status_code == 404 and unknown.text == hidden.text


def test_only_the_noun_of_this_form_is_asked(cast, visit, statements):
    guest = visit()
    guest.get("/ref/ACT-2026-001")
    with statements() as odd:
        guest.get("/ref/rien-du-tout")
    with statements() as told:
        guest.get("/ref/ACT-2026-1000")
    assert len(told) == len(odd) + 1 and "FROM action" in told[0]
