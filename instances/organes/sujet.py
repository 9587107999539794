"""How the rest of the house speaks of bodies."""

from typing import Any

from annuaire.roles.permissions import keeps
from socle.extensions import db
from socle.rubriques import CHAMBRE, PIED, Rubrique, open_rubrique
from socle.sujets import Notice, Ref, Sujet, tells, url_of

from .events import SiegeEnded, SiegeGiven
from .models import Organe, Siege
from .queries import bodies_of


def works_with_the_board(viewer: Any) -> bool:
    """Whether the viewer sits in a body, or keeps the bodies."""
    return bool(bodies_of(viewer)) or keeps(viewer)


open_rubrique(Rubrique(CHAMBRE, 10, "Instances", "organes.index", shown=works_with_the_board))
open_rubrique(Rubrique(PIED, 10, "Les instances", "organes.index"))


class SujetOrgane(Sujet):
    """A body: its desk."""

    kind, noun, label, path = "organe", Organe, "Instance", "/instances/<slug>"


class SujetSiege(Sujet):
    """A seat: who sits, read on the page of its body."""

    kind, noun, label, path = "siege", Siege, "Siège", "/sieges/<int:id>"

    def url(self, siege: Siege) -> str:
        """The page of its body."""
        return url_of(siege.organe)

    def place(self, siege: Siege, viewer: Any) -> str:
        """Whether it has come to its end."""
        return str(siege.fin)


@tells(SiegeGiven)
def you_sit(event: SiegeGiven) -> Notice:
    """Whoever was given a seat."""
    organe = db.session.get_one(Organe, event.organe_id)
    about = Ref("organe", organe.id)
    return Notice(
        [event.compte_id], f"Vous siégez à « {organe.nom} »", about, "Un siège vous y est donné.", mail=True
    )


@tells(SiegeEnded)
def you_sit_no_more(event: SiegeEnded) -> Notice:
    """Whoever sat."""
    organe = db.session.get_one(Organe, event.organe_id)
    return Notice([event.compte_id], f"Votre siège à « {organe.nom} » a pris fin", Ref("organe", organe.id))
