"""What each run passes on PostgreSQL is declared once, is there, is written down, and leaves out no lock."""

import re

import pytest

from tests.serveurs import ROOT
from tests.suite import ON_POSTGRESQL, parts

AT_ONCE = re.compile(r"ThreadPoolExecutor|Thread\(|os\.fork|with_for_update")
SERVED = re.compile(r"mark\.(serveur|navigateur|redis)")


@pytest.mark.parametrize("path", ON_POSTGRESQL)
def test_what_is_passed_on_postgresql_is_there_and_written_down(path):
    assert (ROOT / path).exists()
    row = f"| `{path}` | {ON_POSTGRESQL[path]} |"
    assert row in (ROOT / "CONTRIBUTING.md").read_text().splitlines(), "write this row in CONTRIBUTING.md"


def test_tests_of_things_done_at_once_are_passed_on_postgresql():
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("test_*.py")
        if AT_ONCE.search(text := path.read_text()) and not SERVED.search(text) and path.stem != "test_suite"
    }
    assert len(found) > 5
    assert {path for path in found if not path.startswith(tuple(ON_POSTGRESQL))} == set()


def test_everything_is_passed_on_both_engines_when_nothing_is_drawn():
    commands = [" ".join(part.command) for part in parts(None)]
    assert not any("--graine" in command for command in commands)
    for mark in ("not navigateur and not serveur", "-m serveur", "-m navigateur"):
        both = [command for command in commands if mark in command and " tests " in command]
        assert ["postgresql" in command for command in both] == [False, True], mark


def test_a_run_that_draws_says_its_seed_to_every_part():
    assert all("--graine 123" in " ".join(part.command) for part in parts(123) if part.pytest)
