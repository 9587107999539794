"""What one does with a need of others; to write it there is ``depots``, to answer it ``instructions``."""

from echanges.fils.models import Fil
from socle.gestes import Geste

from .actions import follow_besoin, talk_about, unfollow_besoin
from .models import Besoin

GESTES = (
    Geste(Besoin, "comment", talk_about, at="fil", label="En parler", makes=Fil, kind="main"),
    Geste(
        Besoin,
        "follow",
        follow_besoin,
        at="suivi",
        label="Suivre ce besoin",
        done="Vous saurez ce que ce besoin devient.",
    ),
    Geste(
        Besoin,
        "unfollow",
        unfollow_besoin,
        at="suivi/retrait",
        label="Ne plus suivre",
        rule="follow",
        kind="quiet",
    ),
)
