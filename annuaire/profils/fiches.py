"""Where one is signed in: told to oneself alone, never with what opens the session."""

from annuaire.comptes.models import Connexion
from annuaire.comptes.queries import latest_first, still_open
from socle.fiches import Champ, Fiche
from socle.listes import Liste

Fiche(
    Connexion,
    "connexions",
    "id",
    Champ("appareil", "Appareil"),
    Champ("ouverte_le", "Ouverte le"),
    Champ("vue_le", "Vue le"),
)

LISTES = (
    Liste(
        Connexion,
        "/moi/connexions",
        "Vos connexions",
        latest_first,
        name="connexions",
        always=lambda viewer, values: [still_open()],
        lead="Les appareils sur lesquels vous êtes entré·e. "
        "Une connexion se ferme seule après douze heures sans visite.",
        template="annuaire/profils/connexions.html",
        row="annuaire/profils/_connexion.html",
        door=True,
    ),
)
