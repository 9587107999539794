"""Rewriting: what somebody wrote meanwhile is read first, and what is kept is what is shown."""

import pytest

from socle.errors import Conflict
from socle.extensions import db
from socle.markdown import redige
from socle.versions import must_be_read, rewrite

CHANGED = "Relisez."


@pytest.mark.parametrize("version", [None, 0, 1, 3])
def test_what_was_not_read_is_not_written_over(cast, version):
    """Neither by who read an older one, nor by who says nothing, nor by who guesses."""
    rewrite(cast.pratiques, nom="Pratiques")
    with pytest.raises(Conflict) as refused:
        must_be_read(cast.pratiques, version, CHANGED, {"nom": ["Pratiques"]})
    told = refused.value
    assert (told.reason, told.errors, told.fresh) == (CHANGED, {"nom": ["Pratiques"]}, {"version": 2})
    must_be_read(cast.pratiques, 2, CHANGED)


def test_what_is_shown_is_what_was_written(cast):
    for number, word in enumerate(("écoute", "entraide"), 2):
        rewrite(cast.pratiques, regles=redige(f"On **{word}**."), objet="Autre")
        db.session.commit()
        again = cast.pratiques
        assert (again.version, again.regles, again.objet) == (number, f"On **{word}**.", "Autre")
        assert f"<strong>{word}</strong>" in again.regles_html
