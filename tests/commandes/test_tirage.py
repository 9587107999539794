"""A draw is repeated by its seed, and keeps every address and every person; no seed, no draw."""

from itertools import product

import pytest

from tests import tirage
from tests.tirage import chance, draw

CASES = list(product(range(40), "abcdefgh"))


@pytest.fixture
def seed(monkeypatch):
    """``seed(123)``: as ``./bin/test --graine 123``; ``seed(None)``: as ``./bin/test --tout``."""
    return lambda number: monkeypatch.setattr(tirage, "_seed", [] if number is None else [number])


def test_without_a_seed_every_case_is_passed(seed):
    seed(None)
    assert draw(CASES, 10) == CASES


def test_the_same_seed_draws_the_same_cases_and_another_seed_others(seed):
    drawn = []
    for number in (1, 1, 2):
        seed(number)
        drawn.append((draw(CASES, 10), chance("kills").random()))
    assert drawn[0] == drawn[1]
    assert drawn[0][0] != drawn[2][0] and drawn[0][1] != drawn[2][1]


@pytest.mark.parametrize("number", range(20))
def test_every_address_and_every_person_keeps_a_case(seed, number):
    seed(number)
    drawn = draw(CASES, 50, keeping=lambda case: case)
    assert {address for address, _ in drawn} == set(range(40))
    assert {person for _, person in drawn} == set("abcdefgh")
    assert len(drawn) <= 60
    assert draw(CASES[:3], 1000)


def test_over_many_seeds_every_case_is_drawn(seed):
    drawn = set()
    for number in range(100):
        seed(number)
        some = draw(CASES, 10)
        assert len(CASES) / 25 < len(some) < len(CASES) / 4
        assert some == sorted(some)
        drawn.update(some)
    assert drawn == set(CASES)
