"""The whole demonstration, in order: people, structures, communautés, 2017, spring 2026, this autumn."""

from annuaire.comptes.models import Compte
from annuaire.roles.actions import give_mandat
from annuaire.structures.actions import enter_structure
from annuaire.structures.models import Famille, Structure
from annuaire.territoires.models import GenreTerritoire, Territoire
from socle.clock import at
from socle.extensions import db
from socle.signatures import Signature

from .besoins import plant_besoins
from .conteur import day
from .personnes import plant_personnes, plant_roles
from .recit import institute, seat, spring_2026, this_autumn, year_2017
from .structures import plant_structures

SIREN_LENS_LIEVIN = "246200364"


def tell_story(mot_de_passe: str) -> None:
    """Fill an empty database; whoever calls commits."""
    with at(day(2017, 3, 1)):
        people = plant_personnes(mot_de_passe)
    with at(day(2017, 3, 2)):
        agglomeration = _collectivite()
        plant_roles(people, agglomeration.id, _epci())
        _mandates(people, plant_structures(), agglomeration)
    communautes = institute(people)
    organe = seat(people)
    year_2017(people, communautes, organe)
    spring_2026(people, communautes, organe)
    this_autumn(people, communautes, organe)
    plant_besoins(people)


def _epci() -> Territoire | None:
    return db.session.scalar(
        db.select(Territoire).where(
            Territoire.genre == GenreTerritoire.EPCI, Territoire.code == SIREN_LENS_LIEVIN
        )
    )


def _collectivite() -> Structure:
    """A real public body, for an invented agent."""
    territoire = _epci()
    return enter_structure(
        None,
        nom="Communauté d'agglomération de Lens-Liévin",
        famille=Famille.COLLECTIVITE,
        siren=SIREN_LENS_LIEVIN,
        siret=None,
        territoire_id=territoire.id if territoire else None,
        objet="Intercommunalité.",
        adherente=False,
    )


MANDATS = (
    ("amina", "999000011", "coordinatrice"),
    ("hugo", "999000037", "directeur"),
    ("yanis", "999000136", "administrateur"),
    ("lucie", "999000086", "administratrice"),
    ("gwen", "999000144", "accompagnatrice"),
)


def _mandates(people: dict[str, Compte], structures: dict[str, Structure], agglomeration: Structure) -> None:
    """Who speaks for whom."""
    farid = Signature(people["farid"].id)
    give_mandat(people["carole"], farid, agglomeration, "chargée de développement")
    for name, siren, fonction in MANDATS:
        give_mandat(people[name], farid, structures[siren], fonction)
