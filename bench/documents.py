"""Keeping tables in a document: each between two marks that bear its title, replaced when measured again."""

import platform
import re
from datetime import date
from pathlib import Path

from bench.processus import load


def keep(path: Path, title: str, said: str) -> None:
    """Replace what stands under this title, or add it at the end; says when, where and under which load."""
    text = path.read_text() if path.exists() else ""
    begin, end = f"<!-- mesure : {title} -->", "<!-- fin -->"
    where = f"{date.today():%d/%m/%Y}, {machine()}, charge {load()} à la fin."
    block = f"{begin}\n### {title}\n\n{said}\n\n{where}\n{end}"
    known = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if known.search(text):
        text = known.sub(lambda _: block, text)
    else:
        text = f"{text.rstrip()}\n\n{block}\n".lstrip()
    path.write_text(text)


def machine() -> str:
    """« 2 cœurs de …, 24 Go, Python 3.11.7 »."""
    info = Path("/proc/cpuinfo").read_text()
    names = re.findall(r"^model name\s*:\s*(.+)$", info, re.MULTILINE)
    total = int(re.findall(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[0]) / 1e6
    kind = names[0] if names else platform.machine()
    return f"{info.count('processor')} cœurs ({kind}), {total:.0f} Go, Python {platform.python_version()}"
