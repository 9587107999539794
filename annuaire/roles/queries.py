"""Questions about roles and mandats in force."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from annuaire.structures.models import Structure
from socle.clock import today
from socle.errors import Unprocessable
from socle.extensions import db
from socle.viewers import held, holds

from .models import Fonction, Mandat, Role

EXPIRED = (
    "Ce mandat n'est pas, ou n'est plus, en vigueur : choisissez-en un autre ou agissez à titre personnel."
)


def in_force(noun: type[Role] | type[Mandat]):
    """The condition that a role or mandate holds today."""
    return (noun.debut <= today()) & or_(noun.fin.is_(None), noun.fin >= today())


@holds("role")
def roles_held(compte_id: int) -> Select:
    """Roles of an account: perimeter id (0 for the platform), role, kind of perimeter."""
    return select(
        func.coalesce(Role.perimetre_id, 0), Role.fonction, func.coalesce(Role.perimetre_kind, "plateforme")
    ).where(Role.compte_id == compte_id, in_force(Role))


@holds("mandat")
def mandats_held(compte_id: int) -> Select:
    """Mandates of an account: mandate id, structure id, name of the structure and function."""
    label = Structure.nom + " (" + Mandat.fonction + ")"
    return (
        select(Mandat.id, Mandat.structure_id, label)
        .join(Structure, Structure.id == Mandat.structure_id)
        .where(Mandat.compte_id == compte_id, in_force(Mandat))
    )


def has_role(viewer: Any, *fonctions: Fonction) -> bool:
    """Whether the viewer has one of these roles, wherever it is."""
    return any(h.kind == "role" and h.role in fonctions for h in held(viewer))


def has_role_in(viewer: Any, kind: str, ids: set[int], *fonctions: Fonction) -> bool:
    """Whether the viewer has one of these roles in one of these perimeters."""
    return any(
        h.kind == "role" and h.label == kind and h.id in ids and h.role in fonctions for h in held(viewer)
    )


def perimeters(viewer: Any, kind: str, *fonctions: Fonction) -> list[int]:
    """Ids of the perimeters of a kind in which the viewer has one of these roles."""
    return [h.id for h in held(viewer) if h.kind == "role" and h.label == kind and h.role in fonctions]


def of_the_cress(viewer: Any) -> bool:
    """Whether the viewer is a mission officer of the chambre."""
    return has_role(viewer, Fonction.CHARGE_MISSION)


def administers(viewer: Any) -> bool:
    """Whether the viewer runs the platform (technique only, SD-04)."""
    return has_role(viewer, Fonction.ADMIN_PLATEFORME)


def structures_of(viewer: Any) -> list[int]:
    """Ids of the structures the viewer may act for today."""
    return [int(h.role) for h in held(viewer) if h.kind == "mandat"]


def mandat_choices(viewer: Any) -> dict[str, list[tuple[str, str]]]:
    """The ``choices`` of a form in which the person may act « à titre personnel » or for a structure."""
    mine = [(str(h.id), h.label) for h in held(viewer) if h.kind == "mandat"]
    return {"mandat": [("", "à titre personnel"), *mine]}


@dataclass(frozen=True)
class Signature:
    """In what name an act is done: the account, and the mandate with its frozen sentence when there is one."""

    compte_id: int
    mandat_id: int | None = None
    mandat: str | None = None


def signature(viewer: Any, mandat_id: int | None = None) -> Signature:
    """How the viewer signs. Raises ``Unprocessable`` (422) for a mandate of another person or out of its dates."""
    if not mandat_id:
        return Signature(viewer.id)
    mandat = db.session.scalar(
        select(Mandat).where(Mandat.id == mandat_id, Mandat.compte_id == viewer.id, in_force(Mandat))
        .options(joinedload(Mandat.structure))
    )  # fmt: skip
    if mandat is None:
        raise Unprocessable(EXPIRED, errors={"mandat": [EXPIRED]})
    return Signature(viewer.id, mandat.id, mandat.libelle)
