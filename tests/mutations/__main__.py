"""Plant each fault in a copy of the house, run the tests that should see it, and write ``docs/fautes.md``.

``python -m tests.mutations`` plants all of them (an hour at most); with words, those whose name holds
one, and the page is left as it is. Two copies are used at once. Exits 1 when a fault survives.
"""

import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from tests.mutations.faults import Fault
from tests.mutations.table import FAULTS
from tests.serveurs import ROOT, clean_environment

COPIES = 2
PATIENCE = 300
PAGE = ROOT / "docs" / "fautes.md"
HEAD = """# Les fautes plantées

_Page écrite par `python -m tests.mutations` : ne la modifiez pas à la main._

Chaque ligne est une faute plantée seule dans une copie de la maison, et le test qui l'a vue. Une faute qui
survit est un effet que rien ne vérifie.

| Faute | Où | Vue par |
| --- | --- | --- |
"""


def copy_of_the_house(folder: Path) -> Path:
    """Everything that git knows or would, with what is installed beside it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def first_failure(copy: Path, tests: tuple[str, ...]) -> str | None:
    """The first of these tests that fails there; ``None`` when all pass."""
    command = [sys.executable, "-m", "pytest", *tests, "-p", "no:playwright", "-x", "-q", "--no-header"]
    try:
        done = subprocess.run(
            command, cwd=copy, env=clean_environment(), capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return "un test qui n'en finit plus"
    if done.returncode == 0:
        return None
    told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return told[0].split(" ")[1].split("[")[0] if told else "la maison ne démarre plus"


def seen_by(copy: Path, fault: Fault) -> str | None:
    """The test that sees it, or ``None``. Raises ``AssertionError`` when that test fails without it too."""
    file = copy / fault.path
    sound = file.read_text()
    file.write_text(fault.planted(sound))
    try:
        seen = first_failure(copy, fault.tests)
    finally:
        file.write_text(sound)
    # What fails in a sound house sees nothing.
    if seen and "::" in seen:
        assert first_failure(copy, (seen,)) is None, seen
    return seen


def worker(waiting: "queue.Queue[Fault]", seen: dict[str, str | None]) -> None:
    """Plant what waits, in a copy of one's own."""
    with tempfile.TemporaryDirectory(prefix="fabrique-fautes-") as folder:
        copy = copy_of_the_house(Path(folder))
        while not waiting.empty():
            fault = waiting.get()
            try:
                seen[fault.name] = seen_by(copy, fault)
            except AssertionError as sick:
                seen[fault.name] = None
                print(f"{sick} échoue aussi sans faute", flush=True)
            word = "vue" if seen[fault.name] else "SURVIT"
            print(f"{word:7} {fault.name} : {seen[fault.name]}", flush=True)


def main(words: list[str]) -> int:
    """Plant the faults that are named, or all of them and write the page."""
    chosen = [fault for fault in FAULTS if not words or any(word in fault.name for word in words)]
    waiting: queue.Queue[Fault] = queue.Queue()
    for fault in chosen:
        waiting.put(fault)
    seen: dict[str, str | None] = {}
    workers = [threading.Thread(target=worker, args=(waiting, seen)) for _ in range(COPIES)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    survivors = [fault.name for fault in chosen if not seen[fault.name]]
    if not words:
        rows = [f"| {one.name} | `{one.path}` | {seen[one.name] or '**survit**'} |" for one in chosen]
        PAGE.write_text(HEAD + "\n".join(rows) + "\n")
    print(f"{len(chosen)} fautes, {len(survivors)} survivent : {', '.join(survivors) or 'aucune'}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
