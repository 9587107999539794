"""What an act on a proposition changes: its rows, its facts, what is told; and what it refuses by itself."""

import pytest
from sqlalchemy import select

from communautes.propositions.actions import (
    KEEP,
    edit_proposition,
    move_proposition,
    propose,
    support,
    unsupport,
)
from communautes.propositions.events import PropositionEdited, PropositionMoved, SoutienGiven, SoutienTaken
from communautes.propositions.models import Credit, Etat, Passage, Proposition, Soutien
from socle.errors import Conflict, Unprocessable, WrongState
from socle.extensions import db
from socle.markdown import redige
from socle.signatures import Signature
from tests.makers import make_fil, make_proposition, say

WORDS = {"titre": "Une tournée", "objectif": "Ouvrir le guide", "publics": "", "moyens": "", "calendrier": ""}


@pytest.fixture
def amina(cast) -> Signature:
    return Signature(cast.amina.id)


@pytest.fixture
def hugo(cast) -> Signature:
    return Signature(cast.hugo.id)


@pytest.fixture
def basile(cast) -> Signature:
    return Signature(cast.basile.id)


@pytest.fixture
def proposition(cast) -> Proposition:
    """Amina's, submitted."""
    return make_proposition(cast.pratiques, cast.amina)


def passages(proposition: Proposition) -> list[tuple[Etat, int, str | None]]:
    ours = select(Passage).where(Passage.proposition_id == proposition.id).order_by(Passage.id)
    return [(one.etat, one.par_id, one.motif) for one in db.session.scalars(ours)]


def rewritten(texte: str) -> dict:
    return WORDS | {"description": redige(texte)}


def test_a_draft_is_kept_or_sent(cast, amina):
    kept = propose(cast.pratiques, amina, [], KEEP, **rewritten("Oui"))
    sent = propose(cast.pratiques, amina, [], **rewritten("Oui"))
    assert (kept.etat, kept.deposee_le) == (Etat.BROUILLON, None)
    assert sent.etat is Etat.DEPOSEE and sent.deposee_le


def test_who_said_it_first_is_credited_once(cast, amina):
    fil = make_fil(cast.pratiques, cast.hugo)
    said = [say(fil, cast.hugo, "Et si"), say(fil, cast.hugo, "Ou bien"), say(fil, cast.amina, "Oui")]
    proposition = propose(cast.pratiques, amina, said, **rewritten("Oui"))
    db.session.flush()
    credited = select(Credit.compte_id).where(Credit.proposition_id == proposition.id)
    assert sorted(db.session.scalars(credited)) == sorted([cast.amina.id, cast.hugo.id])


def test_its_text_changes_until_someone_stands_behind_it(cast, proposition, amina, hugo, facts):
    edit_proposition(proposition, amina, proposition.version, **rewritten("Mieux dit"))
    assert proposition.description == "Mieux dit" and len(facts(PropositionEdited)) == 1
    support(proposition, hugo)
    with pytest.raises(WrongState):
        edit_proposition(proposition, amina, proposition.version, **rewritten("Autre chose"))
    assert proposition.description == "Mieux dit"


def test_the_text_of_another_is_not_overwritten(proposition, amina):
    known = proposition.version
    edit_proposition(proposition, amina, known, **rewritten("La première"))
    with pytest.raises(Conflict):
        edit_proposition(proposition, amina, known, **rewritten("La seconde"))
    assert proposition.description == "La première"


def test_supporting_twice_is_supporting_once(cast, proposition, hugo, facts):
    assert support(proposition, hugo) is support(proposition, hugo)
    assert proposition.soutiens == 1 and len(facts(SoutienGiven)) == 1
    for _ in range(2):
        unsupport(proposition, hugo)
        db.session.flush()
    assert proposition.soutiens == 0 and len(facts(SoutienTaken)) == 1
    assert db.session.get(Soutien, (proposition.id, cast.hugo.id)) is None


def test_a_support_comes_too_late(cast, hugo):
    gone = make_proposition(cast.pratiques, cast.amina, Etat.SOUMISE_CA)
    with pytest.raises(WrongState):
        support(gone, hugo)
    assert gone.soutiens == 0


def test_each_passage_leaves_its_line(cast, proposition, amina, basile):
    move_proposition(proposition, basile, "discuss")
    move_proposition(proposition, basile, "set_aside", "Déjà fait ailleurs.")
    db.session.flush()
    assert passages(proposition) == [
        (Etat.DEPOSEE, cast.amina.id, None),
        (Etat.EN_DISCUSSION, cast.basile.id, None),
        (Etat.ECARTEE, cast.basile.id, "Déjà fait ailleurs."),
    ]
    assert proposition.motif == "Déjà fait ailleurs."


def test_no_one_sets_aside_or_withdraws_without_a_word(proposition, basile, amina):
    for verb, by in (("set_aside", basile), ("withdraw", amina)):
        with pytest.raises(Unprocessable) as refused:
            move_proposition(proposition, by, verb)
        assert refused.value.errors.keys() == {"motif"}
    assert proposition.etat is Etat.DEPOSEE


def test_whoever_wrote_or_stood_behind_it_hears_where_it_stands(
    cast, proposition, hugo, basile, heard, facts
):
    support(proposition, hugo)
    db.session.commit()
    move_proposition(proposition, basile, "set_aside", "Déjà fait ailleurs.")
    db.session.commit()
    [(par, told)] = facts(PropositionMoved)
    assert (par, told["verb"], told["motif"]) == (cast.basile.id, "set_aside", "Déjà fait ailleurs.")
    for who in (cast.amina, cast.hugo):
        assert [one for one in heard(who) if one.endswith("Motif : Déjà fait ailleurs.")]
    assert not [one for one in heard(cast.basile) if "Motif" in one]
