"""What the server does not need at once is loaded by who needs it."""

import subprocess
import sys

import pytest

from socle.late import Late
from tests.serveurs import ROOT, clean_environment

# Each costs the start some hundredths of a second, and the process some megabytes.
LATE = {"alembic", "flask_migrate", "mako", "xlsxwriter"}


def test_an_application_is_made_without_what_few_need(tmp_path):
    asked = f"import sys, wsgi; print(*sorted({LATE!r} & set(sys.modules)))"
    said = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env=clean_environment(DATA_DIR=tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == ""


def test_the_first_attribute_loads_a_late_module():
    assert Late("json").dumps([1]) == "[1]"
    with pytest.raises(ImportError):
        Late("nothing_of_that_name").dumps  # noqa: B018
