"""What the public home holds drawn: its news, as long as they say the same, and its example, some minutes."""

from typing import Any

from markupsafe import Markup

from communautes.propositions.models import Proposition
from communautes.propositions.queries import line_of_proposition
from socle.clock import now
from socle.extensions import db
from socle.fragments import Fragments
from socle.permissions import GUEST

NOUVELLES = Fragments("portail/accueil/_nouvelles.html", "nouvelles")
EXEMPLE = Fragments("portail/accueil/_exemple.html", "stations")
OFTEN = 300  # seconds


def example_of(done: Any) -> Markup:
    """The road of an answered proposition (its id, titre, etat, acces), as guests may read it.

    What its address, its state and the doors of its communauté say is fresh at each look. Nobody's words are
    in it: a message that is taken away shows nowhere a minute longer.
    """
    key = (done.id, done.titre, done.etat, done.acces, int(now().timestamp()) // OFTEN)
    kept = EXEMPLE.kept(key)
    if kept is not None:
        return kept
    stations = line_of_proposition(db.session.get(Proposition, done.id), GUEST)
    return EXEMPLE.draw(
        key, [said | {"title": "", "detail": ""} if _words(said) else said for said in stations]
    )


def _words(station: dict) -> bool:
    return station["label"] == "Message"
