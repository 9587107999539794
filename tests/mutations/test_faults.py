"""The faults of the table can still be planted: their words stand where it says, once."""

import ast

import pytest

from tests.mutations.table import FAULTS
from tests.serveurs import ROOT


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_still_has_its_place(fault):
    source = (ROOT / fault.path).read_text()
    assert source.count(fault.before) == 1, fault.before
    if fault.path.endswith(".py"):
        ast.parse(fault.planted(source))
    assert all((ROOT / test.split("::")[0]).exists() for test in fault.tests)


def test_there_are_enough_of_them():
    assert len(FAULTS) >= 60 and len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert len({fault.path for fault in FAULTS}) > 25
