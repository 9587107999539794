"""Drawing: where a test is a product of cases (person × address × text), ``./bin/test`` passes some of them.

``pytest --graine 123`` draws with that seed, and repeats what failed; without a seed every case is passed,
as by ``./bin/test --tout`` and ``./bin/test tests/droits``. Whether a case is drawn depends on the seed and
on itself alone.
"""

from collections.abc import Callable, Iterable
from hashlib import blake2b
from random import Random
from typing import TypeVar

Case = TypeVar("Case")
CALM = 20261122  # the chance of a run that draws nothing
_seed: list[int] = []


def pytest_addoption(parser) -> None:
    """Give the seed."""
    parser.addoption(
        "--graine", type=int, help="draw some cases of each product with this seed; all without it"
    )


def pytest_configure(config) -> None:
    """Keep the seed before the tests are read; xdist gives the same to every worker."""
    seed = config.getoption("graine")
    _seed[:] = [] if seed is None else [seed]


def pytest_terminal_summary(terminalreporter) -> None:
    """Say how to draw the same cases again."""
    if drawing():
        terminalreporter.write_line(f"Cas tirés avec --graine {_seed[0]}")


def drawing() -> bool:
    """Whether some cases are drawn; otherwise all are passed."""
    return bool(_seed)


def chance(name: str) -> Random:
    """Chance that comes back with the seed, for what has no cases to draw among: instants, values."""
    return Random(f"{_seed[0] if drawing() else CALM} {name}")


def draw(
    cases: Iterable[Case], one_in: int, keeping: Callable[[Case], Iterable[object]] = lambda _: ()
) -> list[Case]:
    """One case in so many, in their order; at least one, and one with each word that ``keeping`` says.

    ``draw(product(ADDRESSES, PEOPLE), 4, keeping=lambda case: case)`` keeps every address and every person.
    """
    cases = list(cases)
    if not drawing():
        return cases
    ranks = [_rank(case) for case in cases]
    kept, told = set(), set()
    for n in sorted(range(len(cases)), key=lambda n: (ranks[n] % one_in > 0, ranks[n])):
        words = {"any", *enumerate(map(str, keeping(cases[n])))}
        if ranks[n] % one_in == 0 or words - told:
            kept.add(n)
            told |= words
    return [case for n, case in enumerate(cases) if n in kept]


def _rank(case) -> int:
    said = f"{_seed[0]} {case!s}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest())
