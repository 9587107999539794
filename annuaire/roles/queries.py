"""Questions about roles and mandats in force."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from annuaire.structures.models import Structure
from annuaire.territoires.models import Territoire
from socle.clock import today
from socle.columns import this_day
from socle.errors import Unprocessable
from socle.extensions import db
from socle.gestes import signs
from socle.signatures import Signature
from socle.sujets import Ref
from socle.viewers import held, held_ids, holds, remembered

from .models import Fonction, Mandat, Role

ENDED = "Ce texte est signé d'un mandat qui a pris fin : il ne change plus."
UNKNOWN = "Rien ne porte ce nom ni ce numéro. Vérifiez l'orthographe, ou donnez le numéro."
SEVERAL = "Plusieurs portent ce nom : donnez le nom complet ou le numéro. Par exemple {}."
EXPIRED = (
    "Ce mandat n'est pas, ou n'est plus, en vigueur : choisissez-en un autre ou agissez à titre personnel."
)


def in_force(noun: type[Role] | type[Mandat]):
    """The condition that a role or mandate holds today."""
    return (noun.debut <= this_day()) & or_(noun.fin.is_(None), noun.fin >= this_day())


def not_over(noun: type[Role] | type[Mandat]):
    """The condition that a role or mandate holds today or later."""
    return or_(noun.fin.is_(None), noun.fin >= today())


def of_compte(noun: type[Role] | type[Mandat], compte_id: int):
    """The condition that an account holds it."""
    return noun.compte_id == compte_id


def latest_first(noun: type[Role] | type[Mandat]):
    """The last given comes first."""
    return noun.id.desc()


def ended_yesterday(noun: type[Role] | type[Mandat]):
    """The condition that yesterday was the last day."""
    return (noun.fin == today() - timedelta(days=1)) & (noun.debut <= noun.fin)


def same_role(compte_id: int, fonction: Fonction, perimetre: Ref | None) -> Select:
    """The same role in the same perimeter, today or later."""
    kind, number = perimetre or (None, None)
    return select(Role.id).where(
        Role.compte_id == compte_id,
        Role.fonction == fonction,
        Role.perimetre_kind.is_not_distinct_from(kind),
        Role.perimetre_id.is_not_distinct_from(number),
        not_over(Role),
    )


def same_mandat(compte_id: int, structure_id: int) -> Select:
    """A mandate of the same person for the same structure, today or later."""
    return select(Mandat.id).where(
        Mandat.compte_id == compte_id, Mandat.structure_id == structure_id, not_over(Mandat)
    )


def perimeters_called(kind: str, text: str) -> list[Structure | Territoire]:
    """The structures or territories that these words name: a number, or the exact name."""
    noun: Any = Structure if kind == "structure" else Territoire
    columns: tuple[Any, ...] = (
        (Structure.siren, Structure.slug, Structure.nom)
        if noun is Structure
        else (Territoire.code, Territoire.nom_long, Territoire.nom)
    )
    for column in columns:
        if found := db.session.scalars(select(noun).where(column == text).limit(6)).all():
            return list(found)
    return []


def the_one_called(name: str, kind: str, words: str) -> Any:
    """The only structure or territory that these words name.

    Raises ``Unprocessable`` at the question ``name`` for none or several.
    """
    found = perimeters_called(kind, words)
    if len(found) == 1:
        return found[0]
    numbers = [thing.siren if isinstance(thing, Structure) else thing.code for thing in found]
    told = ", ".join(f"{thing.titre} ({number or '?'})" for thing, number in zip(found, numbers, strict=True))
    raise Unprocessable(errors={name: [SEVERAL.format(told) if found else UNKNOWN]})


def perimeter_names(roles: Iterable[Role]) -> dict[Ref, str]:
    """The names of the perimeters of some roles, in one SELECT for each kind."""
    refs = {role.perimetre for role in roles if role.perimetre}
    names: dict[Ref, str] = {}
    nouns: tuple[tuple[str, Any], ...] = (("territoire", Territoire), ("structure", Structure))
    for kind, noun in nouns:
        ids = [ref.id for ref in refs if ref.kind == kind]
        for thing in db.session.scalars(select(noun).where(noun.id.in_(ids))) if ids else ():
            names[Ref(kind, thing.id)] = thing.titre
    return names


def admins() -> set[int]:
    """The ids of the accounts that run the platform today; one SELECT a request."""
    found = select(Role.compte_id).where(Role.fonction == Fonction.ADMIN_PLATEFORME, in_force(Role))
    return remembered("admins", lambda: set(db.session.scalars(found)))


@holds("role")
def roles_held(compte_id: int) -> Select:
    """Roles of an account: perimeter id (0 for the platform), role, kind of perimeter."""
    return select(
        func.coalesce(Role.perimetre_id, 0), Role.fonction, func.coalesce(Role.perimetre_kind, "plateforme")
    ).where(Role.compte_id == compte_id, in_force(Role))


@holds("mandat")
def mandats_held(compte_id: int) -> Select:
    """Mandates of an account: mandate id, structure id, name of the structure and function."""
    label = case((Mandat.fonction == "", Structure.nom), else_=Structure.nom + " (" + Mandat.fonction + ")")
    return (
        select(Mandat.id, Mandat.structure_id, label)
        .join(Structure, Structure.id == Mandat.structure_id)
        .where(Mandat.compte_id == compte_id, in_force(Mandat))
    )


def has_role(viewer: Any, *fonctions: Fonction) -> bool:
    """Whether the viewer has one of these roles, wherever it is."""
    return bool(held_ids(viewer, "role", fonctions))


def perimeters(viewer: Any, kind: str, *fonctions: Fonction) -> list[int]:
    """Ids of the perimeters of a kind in which the viewer has one of these roles."""
    found: list[int] = held_ids(viewer, "role", fonctions, kind)
    return found


def of_the_cress(viewer: Any) -> bool:
    """Whether the viewer is a mission officer of the chambre."""
    return has_role(viewer, Fonction.CHARGE_MISSION)


def administers(viewer: Any) -> bool:
    """Whether the viewer runs the platform (technique only, SD-04)."""
    return has_role(viewer, Fonction.ADMIN_PLATEFORME)


def mandat_choices(viewer: Any) -> dict[str, list[tuple[str, str]]]:
    """The ``choices`` of a form in which the person may act « à titre personnel » or for a structure."""
    mine = [(str(h.id), h.label) for h in held(viewer) if h.kind == "mandat"]
    return {"mandat": [("", "à titre personnel"), *mine]}


def still_signs(viewer: Any, mandat: str | None) -> bool:
    """Whether the viewer may still write under this sentence: in their own name, or by a mandate in force."""
    return mandat is None or any(h.kind == "mandat" and h.label == mandat for h in held(viewer))


def mandat_in_force(mandat_id: int | None) -> int | None:
    """This mandate if it holds today, ``None`` otherwise."""
    return db.session.scalar(select(Mandat.id).where(Mandat.id == mandat_id, in_force(Mandat)))


def signature(viewer: Any, mandat_id: int | None = None) -> Signature:
    """How the viewer signs. Raises ``Unprocessable`` (422) for another's mandate, or one out of its dates."""
    if not mandat_id:
        return Signature(viewer.id)
    mandat = db.session.scalar(
        select(Mandat)
        .where(Mandat.id == mandat_id, Mandat.compte_id == viewer.id, in_force(Mandat))
        .options(joinedload(Mandat.structure))
    )
    if mandat is None:
        raise Unprocessable(EXPIRED, errors={"mandat": [EXPIRED]})
    return Signature(viewer.id, mandat.id, mandat.libelle)


signs(signature, mandat_choices)
