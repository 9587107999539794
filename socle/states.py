"""State machines as tables: one line per verb, readable by the people they govern."""

from enum import StrEnum
from typing import Any

from .errors import WrongState

_machines: dict[str, "Machine"] = {}


class Machine:
    """Moves the ``etat`` of a thing along declared paths only.

    ``Machine("note", transmit=(FINALISEE, TRANSMISE))``: verb = (start or starts, end).
    """

    def __init__(self, noun: str, **paths: tuple[StrEnum | tuple[StrEnum, ...], StrEnum]) -> None:
        self.noun = noun
        self.paths = {
            verb: (start if isinstance(start, tuple) else (start,), end)
            for verb, (start, end) in paths.items()
        }
        _machines[noun] = self

    def allows(self, thing: Any, verb: str) -> bool:
        """Whether the thing stands where this verb starts."""
        return thing.etat in self.paths[verb][0]

    def move(self, thing: Any, verb: str) -> None:
        """Move it. Raises ``WrongState`` (409), with a sentence, when it does not stand where the verb starts."""
        starts, end = self.paths[verb]
        if thing.etat not in starts:
            raise WrongState(
                f"Ce n'est plus possible à ce stade : l'état est « {thing.etat.replace('_', ' ')} »."
                " Rechargez la page pour voir où en sont les choses."
            )
        thing.etat = end

    def verbs(self, thing: Any) -> list[str]:
        """The verbs possible from where the thing stands."""
        return [verb for verb in self.paths if self.allows(thing, verb)]


def machines() -> dict[str, Machine]:
    """Every machine of the house, by noun."""
    return dict(_machines)
