"""Rules about séances: those who sit see the file, everyone reads what was published."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, and_, or_, select, true

from annuaire.roles.queries import of_the_cress
from instances.organes.permissions import DESK_ONLY
from instances.organes.queries import DESK, bodies_of, sits
from socle.permissions import No, NotNow, rule, scope, visible
from socle.sujets import sujets

from .models import OPENED, SEANCE, Etat, Point, Seance
from .queries import asking

NOT_SITTING = "Les décisions s'écrivent une fois la séance ouverte, et jusqu'à la publication des réponses."


@scope(Seance)
def readable(viewer) -> Select:
    """Members of the body, mission officers; once its answers are published, everyone."""
    told = [Seance.etat == Etat.PUBLIEE, Seance.organe_id.in_(bodies_of(viewer))]
    return select(Seance).where(or_(true() if of_the_cress(viewer) else Seance.etat == Etat.PUBLIEE, *told))


def about_readable(noun: Any, kinds: Iterable[str], viewer: Any) -> list[Any]:
    """One condition a kind: the row is about something of this kind that the viewer may read."""
    found = []
    for kind in kinds:
        about = sujets()[kind].noun
        read = visible(about, viewer).with_only_columns(about.id)
        found.append(and_(noun.sujet_kind == kind, noun.sujet_id.in_(read)))
    return found


@scope(Point)
def readable_points(viewer) -> Select:
    """Whoever reads the séance, and what the point is about when it is about something."""
    told = or_(Point.sujet_kind.is_(None), *about_readable(Point, asking(), viewer))
    return select(Point).where(Point.seance_id.in_(readable(viewer).with_only_columns(Seance.id)), told)


@rule("sit", Seance)
def may_sit(viewer, seance: Seance) -> bool | No:
    """Those who sit and those who prepare read the whole file."""
    return (
        sits(viewer, seance.organe_id) or of_the_cress(viewer) or No("Réservé aux membres de cette instance.")
    )


@rule("prepare", Seance)
def may_prepare(viewer, seance: Seance) -> bool | No:
    """Desk and mission officers put points on the agenda until it is closed."""
    if not (_desk(viewer, seance) or of_the_cress(viewer)):
        return No(DESK_ONLY)
    return seance.etat in (Etat.PLANIFIEE, Etat.OUVERTE) or NotNow(SEANCE.late)


@rule("take_off", Seance)
def may_take_off(viewer, seance: Seance) -> bool | No:
    """The same people, before it opens."""
    return may_prepare(viewer, seance) and (seance.etat is Etat.PLANIFIEE or NotNow(OPENED))


@rule("decide", Seance)
def may_decide(viewer, seance: Seance) -> bool | No:
    """The desk writes down the answers from the opening to the publication."""
    return _desk(viewer, seance) and (seance.etat in (Etat.OUVERTE, Etat.CLOSE) or NotNow(NOT_SITTING))


@rule("open", Seance)
def may_open(viewer, seance: Seance) -> bool | No:
    """The desk."""
    return _desk(viewer, seance) and SEANCE.may(seance, "open")


@rule("close", Seance)
def may_close(viewer, seance: Seance) -> bool | No:
    """The desk."""
    return _desk(viewer, seance) and SEANCE.may(seance, "close")


@rule("reopen", Seance)
def may_reopen(viewer, seance: Seance) -> bool | No:
    """The desk, until the answers are published."""
    return _desk(viewer, seance) and SEANCE.may(seance, "reopen")


@rule("publish", Seance)
def may_publish(viewer, seance: Seance) -> bool | No:
    """The desk, in one act."""
    return _desk(viewer, seance) and SEANCE.may(seance, "publish")


@rule("cancel", Seance)
def may_cancel(viewer, seance: Seance) -> bool | No:
    """The desk, before it opens."""
    return _desk(viewer, seance) and SEANCE.may(seance, "cancel")


def _desk(viewer: Any, seance: Seance) -> bool | No:
    return sits(viewer, seance.organe_id, *DESK) or No(DESK_ONLY)
