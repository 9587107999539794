"""How the rest of the house speaks of séances."""

from collections.abc import Iterator
from typing import Any

from instances.organes.models import Organe
from instances.organes.queries import desks_of
from socle.afaire import AFaire, to_do
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.permissions import can, visible
from socle.sujets import Sujet, under, url_of

from .models import Etat, Point, Seance
from .queries import how_many_points, in_order, latest_first, of_organe, of_seance, to_answer, with_moment

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
    statement = visible(Seance, viewer).where(of_organe(organe)).options(*with_moment())
    seances = list(db.session.scalars(statement.order_by(*latest_first()).limit(SHOWN)))
    # Who sits reads every point: a count of what the others read would pass for that of the agenda.
    sits = can(viewer, "sit", organe)
    counts = how_many_points(visible(Point, viewer), seances) if sits else {}
    return Panel(
        "instances/seances/_panel.html",
        {"organe": organe, "seances": [(one, counts.get(one.id, 0) if sits else None) for one in seances]},
    )


@to_do(60)
def answers_to_give(viewer: Any) -> Iterator[AFaire]:
    """At the desk of a body: answers to write, then to publish."""
    desks = desks_of(viewer)
    for one in db.session.scalars(to_answer(desks)) if desks else ():
        word = "Publier les réponses" if one.etat is Etat.CLOSE else "Écrire les réponses"
        yield AFaire(f"{word} : {one.titre}", url_of(one), "Ouvrir")
