"""What one does with a need of others; to write it there is ``depots``, to answer it ``instructions``."""

from echanges.fils.models import Fil
from socle.gestes import Geste

from .actions import follow_besoin, talk_about, unfollow_besoin
from .models import Besoin

FOLLOWED, GONE = "Vous saurez ce qu'il devient.", "suivi/retrait"

GESTES = (
    Geste(Besoin, "comment", talk_about, "fil", "En parler", makes=Fil, kind="main"),
    Geste(Besoin, "follow", follow_besoin, "suivi", "Suivre ce besoin", done=FOLLOWED),
    Geste(Besoin, "unfollow", unfollow_besoin, GONE, "Ne plus suivre", rule="follow", kind="quiet"),
)
