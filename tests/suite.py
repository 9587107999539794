"""Every test of the product, part by part: ``python -m tests.suite`` (bin/test prepares what it needs).

The last line says ``N passed, N failed, N skipped`` over all parts; 0 is answered only when all is green.
"""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.serveurs import ROOT, clean_environment

PATIENCE = 3600  # seconds; a part that hangs is a failure, not a wait
PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest", "-rs", "-n", "2"]
STUCK = "faulthandler_timeout=120"  # seconds, for a drawn test; one that passes every case has its own time
BY_FILE = ["--dist", "loadfile"]
BLIND = ["-p", "no:playwright"]
RUFF = ["--extend-exclude", ".outils", "."]
SUITE = "not navigateur and not serveur and not redis"
POSTGRESQL = ["--engine", "postgresql"]
# What each run passes on PostgreSQL too, and why; ``--tout`` passes everything there.
ON_POSTGRESQL = {
    "tests/annuaire/comptes/test_pace.py": "locks: tries counted at once",
    "tests/annuaire/comptes/test_signing_in.py": "locks: suspended between the password and the session",
    "tests/annuaire/invitations/test_inviting.py": "locks: an invitation taken fifty times at once",
    "tests/annuaire/roles/test_giving.py": "locks: two administrators removed at once",
    "tests/annuaire/territoires": "SQL: searches without accents, an import of thousands of rows",
    "tests/bench/test_rows.py": "SQL: what the bench writes in bulk",
    "tests/bench/test_sockets.py": "locks: the threads of a crowd",
    "tests/bench/test_tools.py": "locks: the threads that ask",
    "tests/commandes/test_photos.py": "SQL: what every other test begins from",
    "tests/communautes/notes/test_frozen.py": "locks: a note frozen while two people save it",
    "tests/communautes/test_references.py": "locks: the thousandth reference, twenty at once",
    "tests/droits/test_cost.py": "SQL: plans and numbers of statements",
    "tests/droits/test_odd_values.py": "SQL: numbers and texts that PostgreSQL alone refuses",
    "tests/droits/test_races.py": "locks: the same act fifty times at once",
    "tests/droits/test_revocation.py": "SQL: the journal is read by numbers of transactions",
    "tests/droits/test_table.py": "SQL: every address, each of its answers",
    "tests/fabrique/depots/test_course.py": "locks: a need handed in many times at once",
    "tests/journeys": "journeys",
    "tests/migrations": "migrations",
    "tests/produit/test_kill.py": "locks and SQL: what was acknowledged is there after a kill",
    "tests/produit/test_taches.py": "jobs: a process of their own",
    "tests/socle": "SQL: transactions, journal, lists, keys; jobs",
}


@dataclass
class Part:
    """One thing to pass, with the words that announce it."""

    title: str
    command: list[str]
    pytest: bool = True


def parts(seed: int | None) -> list[Part]:
    """What is passed: with a seed some cases of each product, on PostgreSQL what it touches; all without."""
    draw = [] if seed is None else ["--graine", str(seed), "-o", STUCK]
    everything, some = ["tests", *draw], [*ON_POSTGRESQL, *draw] if draw else ["tests"]
    served, page = ["-m", "serveur", *BLIND], ["-m", "navigateur", *BY_FILE]
    suite = ["-m", SUITE, *BY_FILE, *BLIND]
    found = [
        Part("Style : relecture du code (ruff)", [PYTHON, "-m", "ruff", "check", "--quiet", *RUFF], False),
        Part(
            "Style : mise en forme (ruff)",
            [PYTHON, "-m", "ruff", "format", "--check", "--quiet", *RUFF],
            False,
        ),
        Part("Style : types (mypy)", [PYTHON, "-m", "mypy"], False),
        Part("Toute la suite sur SQLite", [*PYTEST, *everything, *suite]),
        Part("Sur PostgreSQL", [*PYTEST, *some, *suite, *POSTGRESQL]),
        Part(
            "Direct et tâches à travers Valkey",
            [*PYTEST, *everything, *BLIND, "-m", "redis and not serveur and not navigateur"],
        ),
        Part("Le produit lancé pour de vrai, sur SQLite", [*PYTEST, *everything, *served]),
        Part("Le produit lancé pour de vrai, sur PostgreSQL", [*PYTEST, *some, *served, *POSTGRESQL]),
        Part("Dans un vrai navigateur", [*PYTEST, *everything, *page]),
    ]
    if not draw:
        found.append(
            Part("Dans un vrai navigateur, sur PostgreSQL", [*PYTEST, *everything, *page, *POSTGRESQL])
        )
    return found


def run(part: Part) -> Counter:
    """Pass one part and count: its tests, or one for a tool."""
    print(f"\n── {part.title}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fabrique-bilan-") as folder:
        report = Path(folder) / "bilan.xml"
        command = (
            [*part.command, "-o", "junit_family=xunit2", f"--junit-xml={report}"]
            if part.pytest
            else part.command
        )
        code = launched(command)
        counts = counted(report) if part.pytest else Counter(passed=int(code == 0))
    if code and not counts["failed"]:
        counts["failed"] += 1  # nothing collected, a crash, or a tool that refused
    said = f"{counts['passed']} réussis, {counts['failed']} échoués, {counts['skipped']} passés"
    print(
        f"   {part.title} : {said if part.pytest else 'oui' if not code else 'non'}, {lasted(began)}",
        flush=True,
    )
    return counts


def launched(command: list[str]) -> int:
    """Run to the end, or to the end of patience."""
    process = subprocess.Popen(command, cwd=ROOT, env=clean_environment())
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        print(f"   arrêté après {PATIENCE} secondes", flush=True)
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        return 1


def counted(report: Path) -> Counter:
    """Read what pytest wrote; a test in error is a test failed."""
    if not report.exists():
        return Counter()
    total = Counter()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        total.update({name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")})
    failed = total["failures"] + total["errors"]
    return Counter(passed=total["tests"] - failed - total["skipped"], failed=failed, skipped=total["skipped"])


def lasted(began: float) -> str:
    """« 12,3 s »."""
    return f"{time.monotonic() - began:.1f} s".replace(".", ",")


def asked() -> int | None:
    """The seed of this run: the one that is given, else one by chance; none for ``--tout``."""
    words = argparse.ArgumentParser(prog="bin/test", description="Passe tous les tests.")
    which = words.add_mutually_exclusive_group()
    which.add_argument("--tout", action="store_true", help="tous les cas, et tout sur PostgreSQL")
    which.add_argument("--graine", type=int, help="tire les mêmes cas qu’une fois précédente")
    given = words.parse_args()
    if given.tout:
        return None
    return secrets.randbelow(1_000_000) if given.graine is None else given.graine


def main() -> int:
    """Pass every part, even after a failure, then say all at once."""
    began, seed = time.monotonic(), asked()
    if seed is not None:
        print(f"Cas tirés avec la graine {seed} : ./bin/test --graine {seed} les tire encore,", flush=True)
        print("./bin/test --tout les passe tous.", flush=True)
    total, times = Counter(), []
    for part in parts(seed):
        start = time.monotonic()
        total.update(run(part))
        times.append(f"{lasted(start):>9}  {part.title}")
    print("\n── Durées", *times, f"{lasted(began):>9}  le tout", sep="\n   ")
    refused = total["skipped"] and os.environ.get("CI") == "true"
    if refused:
        print("   des tests ont été passés, ce que CI=true interdit : voir leurs raisons ci-dessus")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return 1 if total["failed"] or refused else 0


if __name__ == "__main__":
    sys.exit(main())
