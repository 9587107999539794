"""The example of the public home, drawn once in some minutes: its road is long to walk."""

from markupsafe import Markup

from communautes.propositions.models import Proposition
from communautes.propositions.queries import line_of_proposition
from socle.clock import now
from socle.fragments import Fragments
from socle.permissions import GUEST

EXEMPLE = Fragments("portail/accueil/_exemple.html", "stations")
OFTEN = 300  # seconds


def example_of(done: Proposition) -> Markup:
    """The road of an answered proposition, as guests may read it.

    What its address, its state and the doors of its communauté say is fresh at each look. Nobody's words are
    in it: a message that is taken away shows nowhere a minute longer.
    """
    doors = (done.titre, done.etat, done.communaute.acces)
    key = (done.id, *doors, int(now().timestamp()) // OFTEN)
    kept = EXEMPLE.kept(key)
    if kept is not None:
        return kept
    stations = line_of_proposition(done, GUEST)
    return EXEMPLE.draw(
        key, [said | {"title": "", "detail": ""} if _words(said) else said for said in stations]
    )


def _words(station: dict) -> bool:
    return station["label"] == "Message"
