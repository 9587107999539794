"""Trails: the road of a word, from the object one looks at back to its source and on to its consequences.

Made of ``Lien`` rows: from the object at hand, then through what it ties together. Each station is resolved
for the reader: what they may not read is a station without a link.
"""

from dataclasses import dataclass
from typing import Any

from .liens import Lien, Relation, links_around
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
    ties = _walk(start, {stop.kind for stop in stops if stop.through})
    met = {start} | {ref for tie in ties for ref in tie}
    found = find_all(list(met), viewer)
    told = _one_road(start, [stop.kind for stop in stops], [ref for ref in met if ref in found], ties)
    reached = [any(ref.kind == stop.kind for ref in met) for stop in stops]
    last = max((place for place, there in enumerate(reached) if there), default=-1)
    stations = []
    for place, stop in enumerate(stops):
        state = "coming" if place > last else "reached"
        if place == last:
            state = "stopped" if stopped else "present"
        stations.append({"label": stop.label, "state": state, **_shown(told.get(stop.kind), found)})
    return stations


def _walk(start: Ref, through: set[str]) -> set[frozenset[Ref]]:
    """Each tie from the start, directly or through the kinds that let the road go on."""
    met, frontier = {start}, [start]
    found: set[frozenset[Ref]] = set()
    for _ in range(3):
        ties = [lien for lien in links_around(frontier) if not _aside(lien, through)]
        found |= {frozenset(_ends(lien)) for lien in ties}
        fresh = {ref for lien in ties for ref in _ends(lien)} - met
        met |= fresh
        frontier = [ref for ref in fresh if ref.kind in through]
        if not frontier:
            break
    return found


def _aside(lien: Lien, through: set[str]) -> bool:
    """Whether it only quotes what has a road of its own: a note may cite a proposition without it."""
    return lien.relation is Relation.CITE and lien.cible_kind in through


def _one_road(start: Ref, kinds: list[str], read: list[Ref], ties: set[frozenset[Ref]]) -> dict[str, Ref]:
    """Which thing each kind of station names: the last one, of those tied to what the stations after it name.

    A note has several propositions, each with its decision: the line names one of them from end to end.
    """
    named: dict[str, Ref] = {}
    for kind in reversed(kinds):
        here = sorted(ref for ref in read if ref.kind == kind)
        road = set(named.values()) - {start}
        tied = [ref for ref in here if any(frozenset((ref, other)) in ties for other in road)]
        if here:
            named[kind] = start if start in here else (tied or here)[-1]
    return named


def _ends(lien: Lien) -> tuple[Ref, Ref]:
    return lien.source, lien.cible


def _shown(named: Ref | None, found: dict[Ref, tuple[Sujet, Any]]) -> dict[str, Any]:
    if named is None:
        return {"title": "", "url": None, "detail": ""}
    sujet, thing = found[named]
    others = sum(ref.kind == named.kind for ref in found) - 1
    more = f"et {others} de plus" if others else ""
    return {
        "title": sujet.name(thing),
        "url": sujet.url(thing),
        "detail": " ".join(words for words in (sujet.state(thing), more) if words),
    }
