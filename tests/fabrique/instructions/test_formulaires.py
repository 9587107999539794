"""The forms of the reading: a refused one comes back on its page, alone, with what was typed in it."""

import re

import pytest

from fabrique.instructions.actions import ask_question
from socle.extensions import db
from socle.signatures import Signature

REFUSED = [
    ("questions", {"texte": "x" * 2_001}, "2000 caractères au plus"),
    ("qualification", {"public": "oui"}, "rien ne doit permettre de reconnaître"),
    ("rejet", {"precision": "Voyez le CCAS."}, "Cette réponse est nécessaire"),
    ("fusion", {"cible": "BES-1999-0001"}, "Aucun besoin que vous puissiez lire ne porte cette référence."),
    ("notes-internes", {"texte": "y" * 4_001}, "4000 caractères au plus"),
]


@pytest.mark.parametrize(("at", "typed", "said"), REFUSED, ids=lambda value: str(value)[:20])
def test_a_refused_form_comes_back_on_the_page_of_the_reading_with_what_was_typed(
    cast, visit, waiting, at, typed, said
):
    page = visit(cast.farid).post(f"/besoins/{waiting.reference}/{at}", **typed)
    assert page.status_code == 422 and said in page.text
    assert "Ce n’est pas encore possible" in page.text and "<h1" in page.text and "Instruction" in page.text
    for value in typed.values():
        assert value in page.text
    assert page.text.count('role="alert"') == 1


def test_every_link_of_the_errors_leads_to_its_question(cast, visit, waiting):
    for at, typed, _ in REFUSED:
        page = visit(cast.farid).post(f"/besoins/{waiting.reference}/{at}", **typed).text
        for anchor in re.findall(r'<a href="#([a-z_-]+)">[^<]*</a> :', page):
            assert f'id="{anchor}"' in page


def test_a_refused_answer_comes_back_under_its_own_question(cast, visit, waiting):
    farid = Signature(cast.farid.id)
    first, second = ask_question(waiting, farid, "Où ?"), ask_question(waiting, farid, "Quand ?")
    db.session.commit()
    long = "z" * 4_001
    page = visit(cast.amina).post(f"/besoins/{waiting.reference}/reponses", question=second.id, texte=long)
    assert page.status_code == 422 and page.text.count(long) == 1
    before, after = page.text.split(f'id="reponse-{second.id}-texte"')
    assert f'id="reponse-{first.id}-texte"' in before and long in after
