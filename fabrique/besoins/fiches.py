"""What is told of a need, and the list of them.

Who brought it is told to those who signed in; raw words and internal notes to nobody, whatever the road.
"""

from operator import attrgetter
from typing import Any

from annuaire.territoires.models import Filiere, Territoire
from annuaire.territoires.queries import Lieu, filiere_named, filieres
from socle.fiches import Champ, Extrait, Fiche, Personne
from socle.filtres import Filtre
from socle.listes import Liste, Shown

from .models import BESOIN, PUBLICS, Besoin, Preuve, Public
from .queries import (
    brought_by_me,
    felt_there,
    for_public,
    in_rows,
    in_state,
    newest_first,
    of_filiere,
    still_apart,
    waiting_for,
    with_words,
)

WORDS = (
    *("constat", "consequences", "frequence", "localisation", "population_methode", "offre_existante"),
    *("manques", "non_mesure", "ressources", "acteurs", "idees", "motif"),
)


FILIERE = Extrait(Filiere, "code", "nom")
LIEU = Extrait(Territoire, "id", "code", "genre", nom="nom_long")
PREUVE = Extrait(Preuve, "libelle", "valeur", "annee", "source")

CHAMPS: tuple[Champ | str, ...] = (
    "id",
    Champ("reference", "Référence"),
    Champ("titre", "Besoin"),
    Champ("etat", "Où il en est"),
    Champ("public", "Lisible par tous"),
    Champ("auteur", "Déposé par", of=lambda b: b.auteur.fiche, kind=Personne, may="read_authors"),
    Champ("mandat", "Au titre de", may="read_authors"),
    Champ("filieres", "Filières", kind=[FILIERE]),
    Champ("territoires", "Où", kind=[LIEU]),
    Champ("publics", "Pour qui", of=lambda b: [one.public for one in b.publics], kind=[Public]),
    Champ("couverture_publique", "Réponse publique"),
    Champ("couverture_marche", "Réponse du marché"),
    Champ("soumis_le", "Soumis le"),
    Champ("qualifie_le", "Qualifié le"),
    Champ("population_estimee", whole=True),
    Champ("preuves", kind=[PREUVE], whole=True),
    *(Champ(name, whole=True) for name in WORDS),
    Champ("version", whole=True, help="à renvoyer avec ce qui complète la fiche"),
)
FICHES = (Fiche(Besoin, "besoins", *CHAMPS, loads=with_words, dated="qualifie_le"),)

INSIDE = "code ; avec tout ce qu'il contient"
PLACE = Lieu("territoire", "Territoire", felt_there, words=attrgetter("nom_long"), help=INSIDE)
BY_PUBLIC = Filtre("public", "Public", for_public, choices=PUBLICS.items)
BY_STATE = Filtre("etat", "État", in_state, choices=BESOIN.choices)
OF_ME = {"moi": "Mes besoins"}
MINE = Filtre("de", "De qui", brought_by_me, personal=True, choices=OF_ME.items, shown=False)
BY_FILIERE = Filtre(
    "filiere",
    "Filière",
    of_filiere,
    choices=lambda: [(one.code, one.nom) for one in filieres()],
    read=filiere_named,
    words=attrgetter("nom"),
    help="code, nom ou alias",
)
LEAD = (
    "Ce qui manque aux habitants et à quoi personne ne répond assez : "
    "le point de départ de chaque initiative."
)


def _around(viewer: Any, liste: Shown) -> dict[str, Any]:
    """What the page says besides: what waits for the viewer, and why typed words did not narrow the list."""
    return {"waiting": waiting_for(viewer), "mine": MINE.name in liste.values} | PLACE.doubt(liste)


LISTES = (
    Liste(
        Besoin,
        "/besoins",
        "Besoins",
        newest_first,
        lead=LEAD,
        filters=(BY_FILIERE, PLACE, BY_PUBLIC, BY_STATE, MINE),
        always=lambda viewer, values: [] if "etat" in values else [still_apart()],
        loads=in_rows,
        template="fabrique/besoins/index.html",
        row="fabrique/besoins/_rangee.html",
        shown=_around,
    ),
)
