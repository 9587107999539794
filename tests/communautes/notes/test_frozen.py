"""Two people write while a third transmits, with real threads: what leaves is one state of the note."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Barrier

import pytest
from sqlalchemy import func, select

from communautes.espaces.models import Fonction, Membre
from communautes.notes.models import Etat, Note, Tirage
from communautes.propositions.models import Etat as EtatProposition
from socle.extensions import db
from tests.makers import make_note, make_proposition

ROUNDS = int(os.environ.get("ROUNDS", "20"))
FIRST = "au début"


@pytest.fixture
def writers(cast) -> list:
    """Three who animate « Bonnes pratiques »."""
    for person in (cast.amina, cast.hugo):
        db.session.get(Membre, (cast.pratiques.id, person.id)).fonction = Fonction.ANIMATEUR
    db.session.commit()
    return [cast.amina, cast.hugo, cast.basile]


@pytest.fixture
def send(app, visit, writers) -> Callable:
    """``send([(path, answers)…], …, late=0.1)``: each list by one person, all at once but the last one."""
    cookies = [visit(person).client.get_cookie("session").value for person in writers]
    db.session.commit()

    def run(*turns: list[tuple[str, dict]], late: float) -> list[list[int]]:
        ready = Barrier(len(turns))

        def one(number: int) -> list[int]:
            client = app.test_client()
            client.set_cookie("session", cookies[number])
            ready.wait()
            time.sleep(late if number == len(turns) - 1 else 0)
            return [client.post(path, data=answers).status_code for path, answers in turns[number]]

        with ThreadPoolExecutor(len(turns)) as threads:
            told = list(threads.map(one, range(len(turns))))
        db.session.rollback()
        db.session.expire_all()
        return told

    return run


def written(note: Note, words: str) -> list[tuple[str, dict]]:
    """What one person saves: the title and the text, then the line, in the same words."""
    ligne, path = note.lignes[0], f"/notes/{note.id}"
    return [
        (f"{path}/redaction", {"titre": words, "avancement": words, "version": note.version}),
        (f"{path}/lignes/{ligne.id}", {"resume": words, "attendu": words, "version": ligne.version}),
    ]


def begin_again(note: Note) -> None:
    """As it was at the beginning, in new words for this round."""
    note.etat, note.titre, note.avancement = Etat.BROUILLON, FIRST, FIRST
    (ligne,) = note.lignes
    ligne.resume = ligne.attendu = FIRST
    ligne.proposition.etat = EtatProposition.INSCRITE_NOTE
    db.session.commit()


def test_what_leaves_is_a_state_that_existed(cast, send):
    retained = make_proposition(cast.pratiques, cast.amina, EtatProposition.RETENUE)
    note = make_note(cast.pratiques, cast.basile, retained)
    seen = set()
    for turn in range(ROUNDS):
        begin_again(note)
        sending = [(f"/notes/{note.id}/transmission", {})]
        told = send(written(note, "d'Amina"), written(note, "d'Hugo"), sending, late=turn % 10 * 0.004)
        assert {code for codes in told for code in codes} <= {302, 409} and told[2] == [302]
        left = db.session.scalars(select(Tirage).order_by(Tirage.id.desc())).first()
        (line,) = left.lu["lignes"]
        assert left.lu["titre"] == left.lu["avancement"] and line["resume"] == line["attendu"]
        # Nothing changes once it has left: what was frozen is what is read.
        assert (note.titre, note.avancement) == (left.lu["titre"], left.lu["avancement"])
        assert (note.lignes[0].resume, note.etat) == (line["resume"], Etat.TRANSMISE)
        assert sha256(left.contenu.encode()).hexdigest() == left.empreinte
        # A line is written after the text of the same person, or after that person came too late.
        assert not (left.lu["titre"] == FIRST and line["resume"] != FIRST)
        seen.add((left.lu["titre"], line["resume"]))
    assert db.session.scalar(select(func.count()).select_from(Tirage)) == ROUNDS
    assert ROUNDS < 20 or len(seen) > 1, "they never met"
