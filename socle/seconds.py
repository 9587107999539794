"""Who must prove twice who they are: predicates registered by the floors that give the powers."""

from collections.abc import Callable
from typing import Any

from flask import current_app

_predicates: list[Callable[[Any], bool]] = []


def demands_second_factor(function: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Register ``function(compte)``: whether what this person may do asks for a second factor."""
    _predicates.append(function)
    return function


def must_have_second_factor(compte: Any) -> bool:
    """Whether this person may do nothing before having a second factor (setting ``SECOND_FACTEUR``)."""
    return current_app.config["SECOND_FACTEUR"] and any(asks(compte) for asks in _predicates)
