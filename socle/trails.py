"""Trails: the road of a word, from the object one looks at back to its source and on to its consequences.

Made of ``Lien`` rows: from the object at hand, then through what it ties together. Each station is resolved
for the reader: what they may not read is a station without a link.
"""

from dataclasses import dataclass
from typing import Any

from .liens import Lien, links_around
from .sujets import Ref, Sujet, find_all


@dataclass(frozen=True)
class Stop:
    """A kind of station: its word on the line, and whether the road goes on through it."""

    kind: str
    label: str
    through: bool = False


def trail(start: Ref, viewer: Any, stops: tuple[Stop, ...], stopped: bool = False) -> list[dict[str, Any]]:
    """The stations of the line: ``label, title, url, state, detail``; four statements and one for each kind.

    ``stopped`` says that the road ends at the furthest station reached.
    """
    met = _walk(start, {stop.kind for stop in stops if stop.through})
    found = find_all(met, viewer)
    reached = [any(ref.kind == stop.kind for ref in met) for stop in stops]
    last = max((place for place, there in enumerate(reached) if there), default=-1)
    stations = []
    for place, stop in enumerate(stops):
        refs = sorted((ref for ref in met if ref.kind == stop.kind), key=lambda ref: (ref == start, ref))
        state = "coming" if place > last else "reached"
        if place == last:
            state = "stopped" if stopped else "present"
        stations.append({"label": stop.label, "state": state, **_shown(refs, found)})
    return stations


def _walk(start: Ref, through: set[str]) -> list[Ref]:
    """Everything tied to the start, directly or through the kinds that let the road go on."""
    met, frontier = {start}, [start]
    for _ in range(3):
        ties = links_around(frontier)
        fresh = {ref for lien in ties for ref in _ends(lien)} - met
        met |= fresh
        frontier = [ref for ref in fresh if ref.kind in through]
        if not frontier:
            break
    return list(met)


def _ends(lien: Lien) -> tuple[Ref, Ref]:
    return lien.source, lien.cible


def _shown(refs: list[Ref], found: dict[Ref, tuple[Sujet, Any]]) -> dict[str, Any]:
    seen = [found[ref] for ref in refs if ref in found]
    if not seen:
        return {"title": "", "url": None, "detail": ""}
    sujet, thing = seen[-1]
    others = f"et {len(seen) - 1} de plus" if len(seen) > 1 else ""
    return {
        "title": sujet.name(thing),
        "url": sujet.url(thing),
        "detail": " ".join(words for words in (sujet.state(thing), others) if words),
    }
