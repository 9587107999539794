"""The policy of the house in one table: every address, every method, what each person is answered.

Each package declares its lines in a file of this folder. ``REST`` is whoever the line does not name;
``DOOR`` is "sign in first". An address that no line declares fails the build, unless its own package
answers for it (``THEIRS``).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.droits.monde import GUEST

REST, DOOR, DONE = "the others", "the door", 302
MEMBERS, BOARD, CRESS = ("Amina", "Basile", "Hugo"), ("Denis", "Inès"), ("Farid",)
DESK = (*BOARD, *CRESS)
SIGNED_IN = ("Amina", "Basile", "Carole", "Denis", "Édith", "Farid", "Gwen", "Hugo", "Inès", "Admin")
EVERYONE = (GUEST, *SIGNED_IN)
# The door, where a password, a code or the link of a mail is the right: its own package answers for it.
THEIRS = {"comptes", "facteurs"}


@dataclass(frozen=True)
class Line:
    """An address, and who is answered what: ``{200: MEMBERS, 404: REST, DOOR: [GUEST]}``."""

    endpoint: str
    path: str
    answers: Mapping[Any, Any]
    method: str = "GET"
    form: Mapping[str, Any] = field(default_factory=dict)

    def expected(self) -> dict[str, Any]:
        """What each of the eleven is answered. Raises ``ValueError`` when one is left out or named twice."""
        named = [nom for people in self.answers.values() if people != REST for nom in people]
        others = [nom for nom in EVERYONE if nom not in named]
        told: dict[str, Any] = {}
        for answer, people in self.answers.items():
            for nom in others if people == REST else people:
                if told.setdefault(nom, answer) != answer:
                    raise ValueError(f"{self.path}: {nom} is named twice")
        if len(told) != len(EVERYONE):
            raise ValueError(f"{self.path}: nobody says what {set(EVERYONE) - set(told)} are answered")
        return told

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def get(endpoint: str, path: str, answers: Mapping[Any, Any]) -> Line:
    """A page."""
    return Line(endpoint, path, answers)


def post(endpoint: str, path: str, answers: Mapping[Any, Any], **form: Any) -> Line:
    """An act, with the answers that make it pass."""
    return Line(endpoint, path, answers, "POST", form)


def for_programs(
    lines: list[Line], domain: str, made: Collection[str] = (), but: Collection[str] = ()
) -> list[Line]:
    """The same acts by the other door of each geste: 401 is the door, 201 what was made, 200 the thing.

    ``but`` are the acts that a page does by hand.
    """
    told = []
    for line in lines:
        blueprint, verb = line.endpoint.split(".")
        if line.method == "POST" and blueprint == domain and verb not in but:
            known = {DONE: 201 if verb in made else 200, DOOR: 401}
            answers = {known.get(answer, answer): people for answer, people in line.answers.items()}
            told.append(Line(f"{domain}_api.{verb}", f"/api/v1{line.path}", answers, "POST", line.form))
    return told


OPEN = {200: REST}
INSIDE = {DOOR: [GUEST], 200: REST}


def acts(*people: str, refused: int = 403, but: Mapping[Any, Any] | None = None) -> dict[Any, Any]:
    """An act of some people: the guest is led to the door, the others are refused."""
    return {DONE: people, DOOR: [GUEST], refused: REST, **(but or {})}


def reads(*people: str) -> dict[Any, Any]:
    """A page of some people, which does not exist for the others."""
    return {200: people, 404: REST}
