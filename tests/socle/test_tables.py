"""Machines, locks and series: a state that is said, a row read again, a number taken once."""

from enum import StrEnum
from types import SimpleNamespace

import pytest

from communautes.propositions.models import Etat
from socle.clock import today
from socle.database import lock
from socle.errors import NotVisible, WrongState
from socle.extensions import db
from socle.markdown import render
from socle.series import Forme, Serie, pattern
from socle.states import LATE, Machine, mot, say, ton
from socle.sujets import sujets
from tests.makers import make_note, make_proposition


class Feu(StrEnum):
    """A machine of the tests."""

    ROUGE = "rouge"
    VERT = "vert"


WORDS = {Feu.ROUGE: ("Au rouge", "brique"), Feu.VERT: ("Au vert", "bois")}


@pytest.fixture
def feu(monkeypatch):
    """A machine of the tests alone."""
    monkeypatch.setattr("socle.states._machines", {})
    monkeypatch.setattr("socle.states._said", {})
    return Machine("feu", WORDS, go=(Feu.ROUGE, Feu.VERT))


def test_a_machine_speaks_and_speaks_alone(feu):
    passed = SimpleNamespace(etat=Feu.VERT)
    assert not feu.may(passed, "go") and feu.may(passed, "go").reason == LATE
    assert (mot(Feu.ROUGE), ton(Feu.ROUGE)) == ("Au rouge", "brique")
    with pytest.raises(WrongState, match="Au vert"):
        feu.move(passed, "go")
    with pytest.raises(TypeError, match="two machines"):
        Machine("feu", {})
    with pytest.raises(TypeError, match="said twice"):
        Machine("autre", WORDS, go=(Feu.ROUGE, Feu.VERT))


def test_an_enumeration_is_said_to_its_end(monkeypatch):
    monkeypatch.setattr("socle.states._said", {})
    with pytest.raises(TypeError, match="not to its end"):
        say({Feu.ROUGE: "Au rouge"})


def test_a_lock_reads_everything_again(cast):
    proposition = make_proposition(cast.pratiques, cast.amina)
    assert proposition.auteur == cast.amina
    changed = "UPDATE proposition SET titre = 'Autre', soutiens = 3, auteur_id = :hugo"
    db.session.execute(db.text(changed).bindparams(hugo=cast.hugo.id))
    lock(proposition)
    assert (proposition.titre, proposition.soutiens, proposition.auteur) == ("Autre", 3, cast.hugo)


def test_a_lock_reads_the_children_again(cast):
    proposition = make_proposition(cast.pratiques, cast.amina)
    proposition.etat = Etat.RETENUE
    db.session.commit()
    note = make_note(cast.pratiques, cast.basile, proposition)
    assert note.lignes[0].attendu != "Autre chose"
    db.session.execute(db.text("UPDATE ligne_note SET attendu = 'Autre chose'"))
    lock(note)
    assert note.lignes[0].attendu == "Autre chose"


def test_a_lock_on_what_is_gone_is_a_404(cast):
    draft = make_proposition(cast.pratiques, cast.amina, Etat.BROUILLON)
    for table in ("credit", "passage", "proposition"):
        db.session.execute(db.text(f"DELETE FROM {table}"))
    with pytest.raises(NotVisible):
        lock(draft)


@pytest.fixture
def forme(monkeypatch, app):
    """A form of the tests alone."""
    monkeypatch.setattr("socle.series._formes", {})
    yield Forme("ZZZ", code=True)
    pattern.cache_clear()


def test_a_series_counts_beyond_999(forme):
    year = today().year
    db.session.add(Serie(stem=f"ZZZ-AB-{year}", dernier=998))
    db.session.flush()
    assert [forme.next("AB") for _ in range(3)] == [f"ZZZ-AB-{year}-{n}" for n in ("999", "1000", "1001")]
    assert forme.next("CD") == f"ZZZ-CD-{year}-001"
    with pytest.raises(TypeError, match="two nouns"):
        Forme("ZZZ")


def test_every_declared_form_is_a_link_in_a_text(app):
    declared = {sujet.forme.stem for sujet in sujets().values() if sujet.forme}
    assert {"PRO", "NOTE", "BES", "DEC", "ACT"} <= declared
    for text in ("PRO-BPR-2026-004", "NOTE-TER-2026-02", "BES-2026-0001", "DEC-2026-1000", "ACT-2026-12345"):
        assert f'<a class="reference" href="/ref/{text}"' in render(f"Voir {text}.")
    for text in ("PRO-2026-004", "BES-2026-001", "ABC-2026-001", "xACT-2026-001", "ACT-2026-001-2"):
        assert "/ref/" not in render(f"Voir {text}.")
