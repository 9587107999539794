"""The pages that come from the code are those committed; the roads that a table draws are the only ones."""

from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest

from communautes.notes.models import NOTE
from communautes.propositions.models import PROPOSITION
from instances.plans.models import ACTION
from instances.seances.models import SEANCE
from portail.documents.queries import PAGES
from socle.errors import WrongState
from socle.permissions import rules, scopes
from socle.states import machines

DOCS = Path(__file__).parents[3] / "docs"
MACHINES = {"proposition": PROPOSITION, "note": NOTE, "seance": SEANCE, "action": ACTION}
# What no proposition, note, séance or action ever leaves.
FINAL = {
    "proposition": {"retiree", "ecartee", "confiee", "non_portee", "realisee"},
    "note": {"examinee"},
    "seance": {"publiee", "annulee"},
    "action": {"realisee"},
}


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_fresh(app, name):
    assert (DOCS / name).read_text() == PAGES[name](), "run: flask --app wsgi docs write"


def test_every_rule_and_scope_has_a_sentence(app):
    mute = [
        function.__qualname__ for function in [*rules().values(), *scopes().values()] if not function.__doc__
    ]
    assert mute == []


def states_of(machine) -> set:
    """Every state that the table names."""
    return {etat for starts, end in machine.paths.values() for etat in (*starts, end)}


@pytest.mark.parametrize("noun", MACHINES)
def test_only_declared_roads_pass(noun):
    machine = machines()[noun]
    assert machine is MACHINES[noun]
    etats = states_of(machine)
    assert etats == set(type(next(iter(etats)))), "a state that no road reaches or leaves"
    reached = set()
    for etat, verb in product(etats, machine.paths):
        thing = SimpleNamespace(etat=etat)
        starts, end = machine.paths[verb]
        if etat in starts:
            machine.move(thing, verb)
            assert thing.etat == end
            reached.add((etat, end))
        else:
            with pytest.raises(WrongState, match="Ce n'est plus possible"):
                machine.move(thing, verb)
            assert thing.etat == etat
    declared = {(start, end) for starts, end in machine.paths.values() for start in starts}
    assert reached == declared and len(declared) < len(etats) ** 2


@pytest.mark.parametrize("noun", MACHINES)
def test_what_is_over_is_over(noun):
    machine = MACHINES[noun]
    left = {start for starts, _ in machine.paths.values() for start in starts}
    assert {str(etat) for etat in states_of(machine) - left} == FINAL[noun]
