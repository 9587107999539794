"""What the desk of a body does with its séances."""

from datetime import datetime

from echanges.rencontres.models import Rencontre, Site
from instances.organes.models import Organe
from socle.database import lock
from socle.errors import WrongState
from socle.events import announce
from socle.extensions import db
from socle.signatures import Signature
from socle.sujets import Ref

from .events import PointAdded, PointRemoved, SeanceMoved, SeancePlanned
from .models import OPENED, SEANCE, Etat, Point, Seance
from .queries import next_rang, point_of


def plan_seance(
    organe: Organe, by: Signature, titre: str, debut: datetime, fin: datetime, sites: list[tuple[str, str]]
) -> Seance:
    """Set the date and the sites of a sitting; ``sites`` lists (ville, lieu)."""
    rencontre = Rencontre(sujet_kind="organe", sujet_id=organe.id, titre=titre, debut=debut, fin=fin)
    rencontre.sites = [Site(ville=ville, lieu=lieu) for ville, lieu in sites]
    seance = Seance(organe_id=organe.id, organe=organe, rencontre=rencontre)
    db.session.add(seance)
    db.session.flush()
    announce(SeancePlanned(seance_id=seance.id), by)
    return seance


def add_point(seance: Seance, by: Signature, titre: str, texte: str = "", about: Ref | None = None) -> Point:
    """Put a point on the agenda, once. Raises ``WrongState`` when it is closed."""
    lock(seance)
    if seance.etat not in (Etat.PLANIFIEE, Etat.OUVERTE):
        raise WrongState("L'ordre du jour de cette séance est clos.")
    known = [point for point in seance.points if about and point.about == about]
    if known:
        return known[0]
    point = Point(
        seance_id=seance.id,
        rang=next_rang(seance),
        titre=titre,
        texte=texte,
        sujet_kind=about.kind if about else None,
        sujet_id=about.id if about else None,
    )
    seance.points.append(point)
    db.session.flush()
    announce(PointAdded(seance_id=seance.id, point_id=point.id), by)
    return point


def remove_point(seance: Seance, by: Signature, point_id: int) -> None:
    """Take a point off the agenda of a séance that has not opened.

    Raises ``NotVisible`` when it is not there, ``WrongState`` once the séance is open.
    """
    lock(seance)
    if seance.etat is not Etat.PLANIFIEE:
        raise WrongState(OPENED)
    point = point_of(seance, point_id)
    announce(PointRemoved(seance_id=seance.id, sujet_kind=point.sujet_kind, sujet_id=point.sujet_id), by)
    seance.points.remove(point)
    db.session.delete(point)
    db.session.flush()


def move_seance(seance: Seance, by: Signature, verb: str) -> None:
    """Open, close, open again or cancel a sitting. Raises ``WrongState`` from elsewhere on its road."""
    lock(seance)
    SEANCE.move(seance, verb)
    announce(SeanceMoved(seance_id=seance.id, verb=verb), by)
