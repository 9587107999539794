"""Encarts: what an upper floor wants to show on the page of a lower one.

``@panel("fil")`` returns a partial for a page, ``@gesture("message")`` a button that acts on a selection.
What a thing led to needs no panel: its references are resolved by ``sujets.find_all`` for each reader.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from .sujets import Ref


class Panel(NamedTuple):
    """A partial of the upper floor and what it is shown with."""

    template: str
    shown: dict[str, Any]


class Gesture(NamedTuple):
    """A button on a selection: its sentence, and the form that the selected ids begin."""

    label: str
    url: str


Drawing = Callable[[Any, Any], Panel | None]
Offering = Callable[[Any, Any], Gesture | None]
Added = TypeVar("Added", Drawing, Offering)
_panels: dict[str, list[Drawing]] = {}
_gestures: dict[str, list[Offering]] = {}


def _into(table: dict[str, list[Added]], place: str) -> Callable[[Added], Added]:
    def declare(function: Added) -> Added:
        table.setdefault(place, []).append(function)
        return function

    return declare


def panel(place: str) -> Callable[[Drawing], Drawing]:
    """Register ``function(thing, viewer) -> Panel | None`` for the pages of a kind."""
    return _into(_panels, place)


def gesture(place: str) -> Callable[[Offering], Offering]:
    """Register ``function(host, viewer) -> Gesture | None`` for selections in a page of a kind."""
    return _into(_gestures, place)


def panels_for(place: str, thing: Any, viewer: Any) -> list[Panel]:
    """The panels that upper floors add to this page for this viewer."""
    added = (function(thing, viewer) for function in _panels.get(place, ()))
    return [one for one in added if one]


def gestures_for(place: str, host: Ref, viewer: Any) -> list[Gesture]:
    """The gestures offered on a selection inside the page of a host."""
    offered = (function(host, viewer) for function in _gestures.get(place, ()))
    return [one for one in offered if one]
