"""The house as it stands keeps every rule; each rule is proved elsewhere by a planted offence."""

from pathlib import Path

import pytest

from .rules import RULES, House


@pytest.fixture(scope="module")
def house() -> House:
    return House(Path(__file__).parents[2])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(house, rule):
    offences = rule(house)
    assert not offences, f"{rule.__doc__}\n" + "\n".join(offences)


def test_the_house_is_read(house):
    assert len(house.modules) > 20
    assert house.templates
    assert house.tests
