"""The walk through a small domain, in CONTRIBUTING.md, runs as it stands, in a copy of the house."""

import ast
import re
import shutil
import subprocess
import sys

import pytest

from tests.serveurs import ROOT, clean_environment

BLOCK = re.compile(r"^```(?:python|jinja)\n(?:# |\{# )([\w/.]+\.(?:py|html))(.*?)^```", re.M | re.S)
OURS = ("socle", "annuaire", "echanges", "observatoire", "relais", "instances", "communautes", "fabrique")
TOO = (
    "reconnaissance",
    "collectivites",
    "portail",
    "templates",
    "static",
    "migrations",
    "docs",
    "locale",
    "tests",
)
FILES = ("config.py", "wsgi.py", "pyproject.toml", "package.json", "package-lock.json")
MOST = 60


def blocks() -> dict[str, str]:
    """Path and text of each file of the walk."""
    found = BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text())
    return {
        path: (text.lstrip("\n") if path.endswith(".py") else f"{{# {path}{text}") for path, text in found
    }


def code(source: str) -> int:
    """Lines of code: imports, sentences of documentation and blanks left out."""
    tree, silent = ast.parse(source), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            silent |= set(range(node.lineno, node.end_lineno + 1))
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            silent |= set(range(first.lineno, first.end_lineno + 1))
    lines = enumerate(source.splitlines(), 1)
    return sum(1 for number, line in lines if line.strip() and number not in silent)


@pytest.fixture
def copy(tmp_path):
    """The house, without what is installed beside it."""
    for name in (*OURS, *TOO):
        kept = shutil.ignore_patterns("__pycache__", "dist")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=kept)
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def run(copy, *command: str) -> None:
    """Run a command in the copy, on a database of its own. Raises with what it said when it fails."""
    settings = {"DATA_DIR": str(copy / "var"), "FABRIQUE_PLACE": "development", "PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        env=clean_environment() | settings,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]


def test_the_walk_is_short():
    python = [
        text for path, text in blocks().items() if path.endswith(".py") and path.startswith("communautes")
    ]
    assert len(blocks()) == 12 and sum(map(code, python)) <= MOST


def test_the_walk_runs_as_it_stands(copy):
    for path, text in blocks().items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text)
    for folder in ("communautes/annonces", "tests/communautes/annonces"):
        (copy / folder / "__init__.py").touch()
    package = copy / "communautes/__init__.py"
    package.write_text(package.read_text().replace('"notes"', '"notes", "annonces"'))
    (copy / "var").mkdir()
    run(copy, "flask", "--app", "wsgi", "db", "upgrade")
    run(copy, "flask", "--app", "wsgi", "db", "migrate", "--rev-id", "9999", "-m", "annonces")
    run(copy, "flask", "--app", "wsgi", "docs", "write")
    assert (copy / "migrations/versions/9999_annonces.py").exists()
    run(copy, "ruff", "check", "--quiet", "communautes", "tests/communautes")
    run(copy, "ruff", "format", "--check", "--quiet", "communautes", "tests/communautes")
    tests = ("tests/communautes/annonces", "tests/droits/test_doors.py", "tests/architecture/test_house.py")
    run(
        copy,
        "pytest",
        *tests,
        "-p",
        "no:playwright",
        "-q",
        "-k",
        "telling or has_its_program or every_list or keeps",
    )
