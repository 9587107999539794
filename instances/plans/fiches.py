"""What is told of an action, and the list of all of them."""

from socle.fiches import Champ, Fiche
from socle.filtres import Filtre
from socle.listes import Liste

from .models import ACTION, Action
from .queries import in_state, late, most_urgent_first, with_decision

CHAMPS = (
    "id",
    Champ("reference", "Référence"),
    Champ("titre", "Action"),
    Champ("pilote", "Pilote"),
    Champ("echeance", "Échéance"),
    Champ("etat", "Où elle en est"),
    Champ("decision", "Décision", of=lambda action: action.decision.reference),
    "creee_le",
    Champ("resultat", "Ce qui en est sorti", of=lambda a: a.resultat and a.resultat.texte, none=True),
)
FICHES = (Fiche(Action, "actions", *CHAMPS, loads=with_decision, dated="creee_le"),)

LISTES = (
    Liste(
        Action,
        "/actions",
        "Actions portées par la chambre",
        most_urgent_first,
        lead="Ce que la chambre a décidé de porter : qui s’en occupe, pour quand, où elle en est.",
        nothing=("Aucune action pour l’instant.", "Elles naissent des décisions publiées."),
        filters=(
            Filtre("etat", "État", in_state, choices=ACTION.choices),
            Filtre("retard", "Échéance", late, choices=lambda: [("oui", "En retard")], every="Toutes"),
        ),
        loads=with_decision,
        row="instances/plans/_rangee.html",
    ),
)
