"""What one does with where one is signed in."""

from annuaire.comptes.actions import revoke_connexion
from annuaire.comptes.models import Connexion
from socle.gestes import Geste

GESTES = (
    Geste(
        Connexion,
        "revoke",
        revoke_connexion,
        at="fermeture",
        label="Fermer",
        done="Cette connexion est fermée.",
    ),
)
