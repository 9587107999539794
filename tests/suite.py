"""Every test of the product, part by part: ``python -m tests.suite`` (bin/test prepares what it needs).

The last line says ``N passed, N failed, N skipped`` over all parts; 0 is answered only when all is green.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.serveurs import ROOT, clean_environment

PATIENCE = 1500  # seconds; a part that hangs is a failure, not a wait
PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest", "tests", "-rs", "-o", "faulthandler_timeout=120"]
TWO_AT_ONCE = ["-n", "2", "--dist", "loadfile", "-p", "no:playwright"]
ALONE = ["-p", "no:playwright"]
RUFF = ["--extend-exclude", ".outils", "."]
SUITE = "not navigateur and not serveur and not redis"


@dataclass
class Part:
    """One thing to pass, with the words that announce it."""

    title: str
    command: list[str]
    pytest: bool = True


PARTS = [
    Part("Style : relecture du code (ruff)", [PYTHON, "-m", "ruff", "check", "--quiet", *RUFF], pytest=False),
    Part(
        "Style : mise en forme (ruff)",
        [PYTHON, "-m", "ruff", "format", "--check", "--quiet", *RUFF],
        pytest=False,
    ),
    Part("Style : types (mypy)", [PYTHON, "-m", "mypy"], pytest=False),
    Part("Toute la suite sur SQLite", [*PYTEST, *TWO_AT_ONCE, "-m", SUITE]),
    Part("Toute la suite sur PostgreSQL", [*PYTEST, *TWO_AT_ONCE, "-m", SUITE, "--engine", "postgresql"]),
    Part(
        "Direct et tâches à travers Valkey",
        [*PYTEST, *ALONE, "-m", "redis and not serveur and not navigateur"],
    ),
    Part("Le produit lancé pour de vrai, sur SQLite", [*PYTEST, *ALONE, "-m", "serveur"]),
    Part(
        "Le produit lancé pour de vrai, sur PostgreSQL",
        [*PYTEST, *ALONE, "-m", "serveur", "--engine", "postgresql"],
    ),
    Part("Dans un vrai navigateur", [*PYTEST, "-m", "navigateur"]),
]


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


def main() -> int:
    """Pass every part, even after a failure, then say all at once."""
    began = time.monotonic()
    total = Counter()
    for part in PARTS:
        total.update(run(part))
    print(f"\n── Le tout en {lasted(began)}")
    refused = total["skipped"] and os.environ.get("CI") == "true"
    if refused:
        print("   des tests ont été passés, ce que CI=true interdit : voir leurs raisons ci-dessus")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return 1 if total["failed"] or refused else 0


if __name__ == "__main__":
    sys.exit(main())
