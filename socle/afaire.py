"""À faire: what each domain gives a person to do, a line and a gesture each; the door orders and draws them.

A domain says it in its ``sujet.py``, with ``@to_do(rang)``: 10 to 30 when someone waits for my answer, 40 to
60 for what I have begun or what a body has in hand, 70 and more for what others brought and that I may read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST = 12


@dataclass(frozen=True)
class AFaire:
    """One thing to do: a sentence, where it is done, the word on its button, what to know too, for when."""

    phrase: str
    url: str
    geste: str
    faits: str = ""
    echeance: date | None = None


Giver = Callable[[Any], Iterable[AFaire]]
_givers: dict[str, tuple[int, Giver]] = {}


def to_do(rang: int) -> Callable[[Giver], Giver]:
    """Register ``function(viewer)``, which gives what waits for a signed-in person, ``MOST`` lines at most.

    ``rang`` orders domains on the page. It asks the database nothing for whom nothing can wait. Raises
    ``TypeError`` when the same function is registered twice.
    """

    def declare(function: Giver) -> Giver:
        name = f"{function.__module__}.{function.__qualname__}"
        if name in _givers:
            raise TypeError(f"{name} gives twice the same things to do")
        _givers[name] = (rang, function)
        return function

    return declare


def to_do_for(viewer: Any) -> list[AFaire]:
    """Everything that waits for the viewer: what has a date first, the nearest before; then by ``rang``."""
    givers = sorted(_givers.values(), key=lambda giver: giver[0])
    lines = [line for _, function in givers for line in function(viewer)]
    return sorted(lines, key=lambda line: line.echeance or date.max)
