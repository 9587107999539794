"""How the rest of the house speaks of séances."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from instances.organes.models import Organe
from instances.organes.queries import desks_of
from socle.afaire import AFaire, to_do
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.permissions import visible
from socle.sujets import Sujet, find_all

from .models import Etat, Seance
from .queries import latest_first, of_organe, to_answer, with_agenda

SHOWN = 12


class SujetSeance(Sujet):
    """A sitting."""

    kind, noun, label = "seance", Seance, "Séance"

    def url(self, seance: Seance) -> str:
        """Its page."""
        return url_for("seances.show", seance_id=seance.id)


@panel("organe")
def sittings(organe: Organe, viewer) -> Panel:
    """The séances that the viewer may read, on the page of the body."""
    statement = visible(Seance, viewer).where(of_organe(organe)).options(*with_agenda())
    seances = list(db.session.scalars(statement.order_by(*latest_first()).limit(SHOWN)))
    read = find_all({point.about for seance in seances for point in seance.points if point.about}, viewer)
    return Panel(
        "instances/seances/_panel.html",
        {"organe": organe, "seances": [(seance, _points_read(seance, read)) for seance in seances]},
    )


def _points_read(seance: Seance, read: dict) -> int:
    """How many points of its agenda the viewer reads: a count tells as much as a title."""
    return sum(1 for point in seance.points if point.about is None or point.about in read)


@to_do(60)
def answers_to_give(viewer: Any) -> Iterator[AFaire]:
    """At the desk of a body: answers to write, then to publish."""
    desks = desks_of(viewer)
    for one in db.session.scalars(to_answer(desks)) if desks else ():
        word = "Publier les réponses" if one.etat is Etat.CLOSE else "Écrire les réponses"
        yield AFaire(f"{word} : {one.titre}", url_for("seances.show", seance_id=one.id), "Ouvrir")
