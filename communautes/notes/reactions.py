"""What becomes of a note when a séance moves."""

from instances.decisions.events import DecisionsPublished
from instances.seances.events import PointRemoved, SeanceMoved
from instances.seances.models import Seance
from socle.events import reacts
from socle.extensions import db

from .actions import close_examined, take_note_off
from .models import Note


@reacts(DecisionsPublished)
def close_examined_notes(event: DecisionsPublished) -> None:
    """A note is examined when no line is left without an answer."""
    for point in db.session.get(Seance, event.seance_id).points:
        if point.sujet_kind == "note":
            close_examined(db.session.get(Note, point.sujet_id), event.seance_id, event.signature)


@reacts(SeanceMoved)
def wait_for_another_seance(event: SeanceMoved) -> None:
    """When the séance is cancelled, its notes wait for another."""
    if event.verb == "cancel":
        for point in db.session.get(Seance, event.seance_id).points:
            if point.sujet_kind == "note":
                take_note_off(db.session.get(Note, point.sujet_id))


@reacts(PointRemoved)
def wait_for_another(event: PointRemoved) -> None:
    """Taken off an agenda, it waits for another."""
    if event.sujet_kind == "note":
        take_note_off(db.session.get(Note, event.sujet_id))
