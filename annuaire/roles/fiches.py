"""What is told of roles and mandates, inside what is told of an account."""

from socle.fiches import Champ, Fiche

from .models import Mandat, Role

Fiche(
    Role,
    "roles",
    "id",
    "fonction",
    Champ("libelle", of=lambda role: role.libelle),
    Champ("perimetre", of=lambda role: str(role.perimetre) if role.perimetre else None, none=True),
    "debut",
    "fin",
)
Fiche(
    Mandat,
    "mandats",
    "id",
    "structure_id",
    Champ("libelle", of=lambda mandat: mandat.libelle, help="ce que portent les actes qu'il signe"),
    "suppleant",
    "debut",
    "fin",
)
