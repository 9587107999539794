"""Filtres: the ways to narrow a list, the same for people, for programs and for files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from marshmallow import fields, validate

from .errors import NotVisible

LONGEST = 160
UNKNOWN = "Ce filtre ne désigne rien."


@dataclass(frozen=True)
class Filtre:
    """One way to narrow a list: a parameter of the address, a question, a named condition of ``queries``.

    With ``choices`` only those are understood; else ``read`` says what a word means, ``None`` when it
    names nothing. ``every`` is the choice that narrows nothing.
    """

    name: str
    label: str
    where: Callable[..., Any]  # (value), or (value, viewer) when ``personal``
    _: KW_ONLY
    personal: bool = False
    choices: Callable[[], Iterable[tuple[Any, str]]] | None = None
    read: Callable[[str], Any] | None = None
    words: Callable[[Any], str] = str
    every: str = "Tous"
    shown: bool = True  # drawn among the questions of the page
    help: str = ""

    def meant(self, asked: Mapping[str, str]) -> Any:
        """What the address asks, ``None`` for nothing.

        Raises ``NotVisible`` for a word that means nothing.
        """
        text = (asked.get(self.name) or "")[:LONGEST].strip()
        if not text:
            return None
        known = {str(value): value for value, _ in self.choices()} if self.choices and not self.read else {}
        value = self.read(text) if self.read else known.get(text)
        if value is None:
            raise self.odd()
        return value

    def odd(self) -> NotVisible:
        """What is raised for a word that means nothing: programs are told which filter it was."""
        return NotVisible(errors={self.name: [UNKNOWN]})

    def condition(self, value: Any, viewer: Any) -> Any:
        """What it lets through."""
        return self.where(value, viewer) if self.personal else self.where(value)

    def told(self, value: Any) -> str:
        """How a pill says it."""
        known = dict(self.choices()) if self.choices else {}
        return known.get(value) or self.words(value)

    def kept(self, asked: Mapping[str, str], value: Any) -> dict[str, str]:
        """The parameters that carry it from page to page."""
        return {self.name: asked[self.name][:LONGEST]}

    def drawn(self) -> list[tuple[str, str]]:
        """Its choices, as a page draws them."""
        return [(str(value), words) for value, words in self.choices()] if self.choices else []

    def field(self) -> fields.Field[Any]:
        """Its parameter for programs."""
        more: dict[str, Any] = {"load_default": "", "metadata": {"description": self.help or self.label}}
        if self.choices and not self.read:
            known = [str(value) for value, _ in self.choices()]
            more["validate"] = validate.OneOf(["", *known], error="Une valeur parmi : {choices}.")
        return fields.String(**more)
