"""Rules about structures: the directory is public, a sheet is kept by those who answer for it."""

from sqlalchemy import Select, select

from socle.permissions import No, rule, scope
from socle.viewers import held, held_ids

from .models import Structure

OFFICERS = "Seules les personnes chargées de mission inscrivent une structure à l'annuaire."
KEEPERS = (
    "Cette fiche est tenue par les personnes qui ont mandat pour la structure et par la chambre :"
    " demandez un mandat dans vos réglages, ou écrivez à la chambre."
)


# Roles and mandats stand on structures (``annuaire.roles``): here one reads what a viewer holds by its words.
def _of_the_cress(viewer) -> bool:
    return bool(held_ids(viewer, "role", ("charge_mission",)))


def _speaks_for(viewer, structure: Structure) -> bool:
    return any(h.kind == "mandat" and h.role == str(structure.id) for h in held(viewer))


def _works_at(viewer, structure: Structure) -> bool:
    mine = (h for h in held(viewer) if h.kind == "role" and h.role == "agent_collectivite")
    return any(h.label == "structure" and h.id == structure.id for h in mine)


@scope(Structure)
def readable(viewer) -> Select:
    """The directory is public (matrix, line 1)."""
    return select(Structure)


@rule("create_structure", type(None))
def may_create(viewer, nothing: None) -> bool | No:
    """Mission officers (matrix, line 2)."""
    return _of_the_cress(viewer) or No(OFFICERS)


@rule("edit", Structure)
def may_edit(viewer, structure: Structure) -> bool | No:
    """Mission officers, its mandate holders, the agents of a collectivité for theirs (matrix, line 2)."""
    keeps = _of_the_cress(viewer) or _speaks_for(viewer, structure) or _works_at(viewer, structure)
    return keeps or No(KEEPERS)


@rule("recognise", Structure)
def may_recognise(viewer, structure: Structure) -> bool | No:
    """Whether it is a member of the chambre is said by the chambre (matrix, line 6)."""
    return _of_the_cress(viewer) or No("La chambre tient elle-même la liste de ses adhérents.")
