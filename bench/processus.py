"""What processes cost, told by the kernel: CPU seconds and memory of a process and its children."""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and all that descends from it, now."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        if fields := _fields(stat):
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def _fields(stat: Path) -> list[str]:
    """The fields of a ``stat`` after the name: state, parent…; nothing when the process is gone."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu(pid: int) -> float:
    """CPU seconds that a process and its children spent since they began, children already gone included."""
    total = 0
    for one in family(pid):
        fields = _fields(Path(f"/proc/{one}/stat"))
        total += sum(int(spent) for spent in fields[11:15])  # its own, then those of children it waited for
    return total / TICK


def memory(pid: int) -> float:
    """Megabytes (10⁶) held by a process and its children; shared pages are shared out (PSS)."""
    total = 0
    for one in family(pid):
        try:
            said = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in said.splitlines() if line.startswith("Pss:"))
    return total * 1024 / 1e6


def load() -> str:
    """The load of the machine over one, five and fifteen minutes."""
    return " / ".join(f"{one:.1f}" for one in os.getloadavg())
