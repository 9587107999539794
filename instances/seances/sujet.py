"""How the rest of the house speaks of séances."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, bindparam, func, null
from sqlalchemy.orm import joinedload

from echanges.rencontres.models import Rencontre
from instances.organes.models import Organe
from instances.organes.queries import desks_of
from socle.afaire import AFaire, to_do
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.once import built_once
from socle.permissions import can, visible
from socle.sujets import Sujet, under, url_of

from .models import Etat, Point, Seance
from .queries import in_order, latest_first, of_seance, to_answer

SHOWN = 12


class SujetSeance(Sujet):
    """A sitting."""

    kind, noun, label, path = "seance", Seance, "Séance", "/seances/<int:id>"


class SujetPoint(Sujet):
    """A point of an agenda."""

    kind, noun, label = "point", Point, "Point de l’ordre du jour"

    def url(self, point: Point) -> str:
        """On the page of its séance."""
        return under(point.seance, f"#point-{point.id}")


def agenda(seance: Seance, viewer: Any) -> list[Point]:
    """The points of a séance that the viewer may read, in order: a count tells as much as a title."""
    return list(db.session.scalars(visible(Point, viewer).where(of_seance(seance)).order_by(*in_order())))


@panel("organe")
def sittings(organe: Organe, viewer) -> Panel:
    """The séances that the viewer may read, on the page of the body."""
    # Who sits reads every point: a count of what the others read would pass for that of the agenda.
    statement, values = _sittings(viewer, bool(can(viewer, "sit", organe)))
    rows = db.session.execute(statement, values | {"organe_id": organe.id}).unique().tuples().all()
    return Panel("instances/seances/_panel.html", {"organe": organe, "seances": rows})


@built_once
def _sittings(viewer: Any, counted: bool) -> Select:
    here = visible(Seance, viewer).where(Seance.organe_id == bindparam("organe_id"))
    points = (
        visible(Point, viewer).where(Point.seance_id == Seance.id).with_only_columns(func.count(Point.id))
    )
    told = points.correlate(Seance).scalar_subquery() if counted else null()
    with_sites = joinedload(Seance.rencontre).joinedload(Rencontre.sites)
    return here.add_columns(told).options(with_sites).order_by(*latest_first()).limit(SHOWN)


@to_do(60)
def answers_to_give(viewer: Any) -> Iterator[AFaire]:
    """At the desk of a body: answers to write, then to publish."""
    desks = desks_of(viewer)
    for one in db.session.scalars(to_answer(desks)) if desks else ():
        word = "Publier les réponses" if one.etat is Etat.CLOSE else "Écrire les réponses"
        yield AFaire(f"{word} : {one.titre}", url_of(one), "Ouvrir")
