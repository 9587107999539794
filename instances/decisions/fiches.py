"""What is told of a decision, and the list of those that are published."""

from instances.organes.queries import of_slug
from socle.fiches import Champ, Fiche
from socle.filtres import Filtre
from socle.listes import Liste

from .models import Decision
from .queries import (
    answered,
    bodies,
    by_organe,
    in_year,
    issues,
    latest_first,
    published,
    with_seance,
    year_of,
    years,
)

CHAMPS = (
    "id",
    Champ("reference", "Référence"),
    Champ("titre", "Ligne"),
    Champ("issue", "Réponse"),
    Champ("motif", "Motif"),
    Champ("pilote", "Pilote"),
    Champ("echeance", "Échéance"),
    Champ("organe", "Instance", of=lambda one: one.seance.organe, key="slug"),
    "seance_id",
    Champ("seance", "Séance", of=lambda one: one.seance.titre),
    Champ("sujet", of=lambda one: str(one.about), help="ce dont elle traite : genre:numéro"),
    Champ("publiee_le", "Publiée le"),
    Champ("version", whole=True, help="à redonner pour réécrire la réponse"),
)
FICHES = (Fiche(Decision, "decisions", *CHAMPS, loads=with_seance, dated="publiee_le"),)

BY_ISSUE = Filtre("issue", "Réponse", answered, choices=issues, every="Toutes")
BY_BODY = Filtre(
    "organe",
    "Instance",
    by_organe,
    choices=bodies,
    read=of_slug,
    words=lambda organe: organe.nom,
    every="Toutes",
    help="slug",
)
BY_YEAR = Filtre("annee", "Année", in_year, choices=years, read=year_of, every="Toutes")

LISTES = (
    Liste(
        Decision,
        "/decisions",
        "Réponses publiées",
        latest_first,
        lead="Ce que les instances ont répondu, ligne par ligne.",
        nothing=("Aucune réponse publiée ici.", "Elles se lisent dès qu’une instance les publie."),
        filters=(BY_ISSUE, BY_BODY, BY_YEAR),
        always=lambda viewer, values: [published()],
        loads=with_seance,
        row="instances/decisions/_rangee.html",
    ),
)
