"""References are counted past 999, by twenty people at once: none twice, each leads somewhere."""

import pytest
from sqlalchemy import select

from communautes.notes.models import Note
from communautes.propositions.models import Proposition
from socle.clock import today
from socle.extensions import db
from socle.series import Serie
from tests.droits.test_races import at_once, codes

HOME = "/communautes/bonnes-pratiques"
SENT = {
    "propositions": ("PRO", Proposition, "Hugo", {"titre": "{n}", "description": "x", "objectif": "x"}),
    "notes": ("NOTE", Note, "Basile", {"titre": "{n}", "debut": "2026-01-01", "fin": "2026-06-30"}),
}


@pytest.mark.parametrize("path", SENT)
def test_after_999_comes_1000(monde, path):
    kind, noun, nom, words = SENT[path]
    stem = f"{kind}-BPR-{today().year}"
    db.session.get(Serie, stem).dernier = 998
    db.session.commit()

    assert codes(at_once(monde, [nom], f"{HOME}/{path}", **words)) == {302: 20}

    latest = select(noun.reference).order_by(noun.id.desc()).limit(20)
    assert set(db.session.scalars(latest)) == {f"{stem}-{number}" for number in range(999, 1_019)}
    assert monde.visit(nom).get(f"/ref/{stem}-1000").status_code == 302
    page = monde.visit(nom).post("/apercu", texte=f"Voir {stem}-999, {stem}-1000 et {stem}-1001.").text
    assert [f'href="/ref/{stem}-{number}"' in page for number in (999, 1_000, 1_001)] == [True] * 3
