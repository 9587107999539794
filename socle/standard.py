"""The switchboard: which screens are on the line in this process, whose they are, and how they are hung up.

A screen is hung up with a word that its page understands (``raccroche``): it comes back by itself, and is
asked who it is and what it may hear.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .events import Event
from .extensions import socketio

DROITS, SESSION = "droits", "session"
NAMESPACE = "/"


@dataclass(slots=True)
class Screen:
    """One socket of a known person: a browser opens one for each page."""

    sid: str
    compte_id: int
    jeton: str | None
    credit: float
    seen: float = field(default_factory=time.monotonic)
    heard: dict[str, float] = field(default_factory=dict)  # when it last asked what has a rhythm
    granted: dict[str, tuple[dict[str, Any], float, Any]] = field(default_factory=dict)


Judge = Callable[[int, Collection[int]], Collection[int]]
Narrowing = Callable[[Any], Iterable[str]]
Some = TypeVar("Some", bound=Callable[..., Any])
_screens: dict[str, Screen] = {}
_of_people: defaultdict[int, set[str]] = defaultdict(set)
_changing = threading.Lock()
_judges: dict[str, Judge] = {}
_narrowings: dict[type[Event], Narrowing] = {}
_leavings: dict[str, Callable[[int], None]] = {}


def judges(kind: str) -> Callable[[Some], Some]:
    """Declare who says, of the things of rooms « kind:id », which an account may still read."""

    def declare(function: Some) -> Some:
        _judges[kind] = function
        return function

    return declare


def narrows(event_type: type[Event]) -> Callable[[Some], Some]:
    """Declare which rooms an event concerns that takes a right from people it does not name."""

    def declare(function: Some) -> Some:
        _narrowings[event_type] = function
        return function

    return declare


def leaves(kind: str) -> Callable[[Some], Some]:
    """Declare who is told that a screen is gone from the room « kind:id »."""

    def declare(function: Some) -> Some:
        _leavings[kind] = function
        return function

    return declare


def admit(screen: Screen, most: int) -> bool:
    """Put a screen on the line, unless its person has ``most`` of them already."""
    with _changing:
        if len(_of_people[screen.compte_id]) >= most:
            return False
        _of_people[screen.compte_id].add(screen.sid)
        _screens[screen.sid] = screen
        return True


def forget(sid: str) -> None:
    """It is gone, and the rooms it was in have one screen less."""
    with _changing:
        screen = _screens.pop(sid, None)
        if screen is None:
            return
        mine = _of_people[screen.compte_id]
        mine.discard(sid)
        if not mine:
            del _of_people[screen.compte_id]
    for room in socketio.server.manager.get_rooms(sid, NAMESPACE):
        kind, _, number = str(room).partition(":")
        if kind in _leavings:
            _leavings[kind](int(number))


def screen_of(sid: str) -> Screen | None:
    """The screen behind a socket, when it is that of a known person."""
    return _screens.get(sid)


def known_transports() -> set[str]:
    """Transport ids of the sockets of known people, in this process."""
    manager = socketio.server.manager
    return {manager.eio_sid_from_sid(sid, NAMESPACE) for sid in list(_screens)}


def hang_up(compte_id: int | None, motif: str = DROITS) -> None:
    """Close the screens of a person, or of everyone, in this process; they come back and are asked who."""
    with _changing:
        sids = list(_screens) if compte_id is None else list(_of_people.get(compte_id, ()))
    for sid in sids:
        hang_up_screen(sid, motif)


def hang_up_screen(sid: str, motif: str) -> None:
    """Close one, and say why."""
    socketio.emit("raccroche", {"motif": motif}, to=sid, ignore_queue=True)
    socketio.server.disconnect(sid)
    forget(sid)


def revoke(event: Event) -> None:
    """After an event that takes a right: hang up the person it names, or those of the rooms it concerns."""
    compte_id: int | None = getattr(event, "compte_id", None)
    if compte_id is not None:
        hang_up(compte_id)
    elif type(event) in _narrowings:
        ask_again(set(_narrowings[type(event)](event)))
    else:
        hang_up(None)


def ask_again(rooms: Collection[str]) -> None:
    """Ask the rights of who sits in these rooms, once a person; hang up who may no longer, nobody else."""
    for kind, judge in _judges.items():
        held: defaultdict[int, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for room in rooms:
            name, _, number = room.partition(":")
            if name == kind:
                for sid, _eio_sid in list(socketio.server.manager.get_participants(NAMESPACE, room)):
                    if screen := _screens.get(sid):
                        held[screen.compte_id][int(number)].add(sid)
        for compte_id, things in held.items():
            lost = set(things) - set(judge(compte_id, list(things)))
            for sid in {sid for number in lost for sid in things[number]}:
                hang_up_screen(sid, DROITS)
