"""What one does with one's tokens."""

from annuaire.comptes.models import Jeton
from socle.gestes import Geste

from .actions import revoke_jeton

GESTES = (
    Geste(
        Jeton,
        "revoke",
        revoke_jeton,
        at="revocation",
        label="Révoquer le jeton",
        kind="danger",
        confirm=lambda jeton: (
            f"Révoquer « {jeton.nom} » ?",
            "Le programme qui s’en sert cessera aussitôt de fonctionner.",
        ),
        done="Le jeton « {0.nom} » n'ouvre plus rien.",
    ),
)
