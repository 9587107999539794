"""The people of the demonstration: invented, and the functions they hold."""

from dataclasses import dataclass

from flask_security import hash_password

from annuaire.comptes.actions import confirm_compte, open_compte
from annuaire.comptes.models import Compte
from annuaire.roles.actions import give_role
from annuaire.roles.models import Fonction
from annuaire.territoires.models import Territoire
from socle.extensions import db
from socle.signatures import Signature
from socle.sujets import Ref


@dataclass(frozen=True)
class Personne:
    """Someone of the demonstration; ``compte`` is the name of the account of ``docs/contrat.md``."""

    compte: str
    nom: str
    role: str
    presentation: str


PERSONNES = (
    Personne("amina", "Amina Belkacem", "membre", "Coordonne une association d'insertion par le maraîchage."),
    Personne("basile", "Basile Lemaire", "anime « Bonnes pratiques »", "Anime la communauté depuis 2017."),
    Personne(
        "carole",
        "Carole Vasseur",
        "agente d'une collectivité",
        "Chargée de développement dans une agglomération.",
    ),
    Personne(
        "denis",
        "Denis Wattrelot",
        "secrétaire du conseil",
        "Administrateur de la chambre, collège des coopératives.",
    ),
    Personne("edith", "Édith Carpentier", "compte sans rôle", ""),
    Personne("farid", "Farid Ouali", "chargé de mission", "Accompagne les communautés et la fabrique."),
    Personne(
        "gwen",
        "Gwen Le Bihan",
        "acteur référent de la fabrique",
        "Réfère la fabrique à initiatives de son territoire.",
    ),
    Personne("hugo", "Hugo Delattre", "représente une structure", "Dirige une ressourcerie coopérative."),
    Personne("ines", "Inès Fontaine", "préside le conseil", "Présidente de la chambre."),
    Personne("admin", "Administration", "admin de la plateforme", ""),
    Personne(
        "nora",
        "Nora Lesage",
        "anime « Territoire » et « Communication »",
        "Travaille avec les comités de territoire.",
    ),
    Personne("yanis", "Yanis Delcourt", "anime « Tiers-lieux »", "Tient un tiers-lieu à la campagne."),
    Personne(
        "lucie",
        "Lucie Hennebelle",
        "anime « ESS nouvelle génération »",
        "Administratrice de moins de trente ans.",
    ),
)


def plant_personnes(mot_de_passe: str) -> dict[str, Compte]:
    """Open every account with one password, confirmed. Returns them by their short name."""
    hashed = hash_password(mot_de_passe)
    people = {}
    for personne in PERSONNES:
        compte = open_compte(f"{personne.compte}@demo.example", personne.nom, hashed)
        confirm_compte(compte)
        compte.alias, compte.presentation, compte.demo = personne.compte, personne.presentation, True
        people[personne.compte] = compte
    db.session.flush()
    return people


def plant_roles(people: dict[str, Compte], agglomeration: int, territoire: Territoire | None) -> None:
    """Give each their function, in its perimeter."""
    admin, farid = Signature(people["admin"].id), Signature(people["farid"].id)
    give_role(people["admin"], None, Fonction.ADMIN_PLATEFORME)
    give_role(people["farid"], admin, Fonction.CHARGE_MISSION)
    give_role(people["carole"], farid, Fonction.AGENT_COLLECTIVITE, Ref("structure", agglomeration))
    perimetre = Ref("territoire", territoire.id) if territoire else None
    give_role(people["gwen"], farid, Fonction.ACTEUR_REFERENT, perimetre)
