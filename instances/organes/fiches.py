"""What is told of a body: its name, what it is for, whether it answers the notes, who sits in it today."""

from socle.api import part
from socle.fiches import Champ, Fiche, Personne
from socle.filtres import Filtre
from socle.listes import Liste

from .models import GENRES, Organe, Siege
from .queries import by_name, seated

# A seat has no page: it is told with its body, and once it is given.
SIEGES = Fiche(
    Siege,
    "sieges",
    "id",
    Champ("compte", "Personne", of=lambda siege: siege.compte.fiche, kind=Personne),
    Champ("place", "Place"),
    Champ("structure", "Au nom de", of=lambda siege: siege.structure and siege.structure.nom, none=True),
    Champ("college", "Collège"),
    Champ("debut", "Depuis le"),
    Champ("fin", "Jusqu’au"),
)
CHAMPS = (
    "id",
    Champ("slug", "Adresse"),
    Champ("genre", "Genre"),
    Champ("nom", "Instance"),
    Champ("objet", "Objet"),
    Champ("cree_le", "Créée le"),
    Champ("repond", "Répond aux notes"),
    Champ("sieges", of=seated, kind=[SIEGES], whole=True),
    Champ("version", whole=True),
)
FICHES = (Fiche(Organe, "instances", *CHAMPS, droits=("sit",), dated="cree_le"),)

LISTES = (
    Liste(
        Organe,
        "/instances",
        "Instances",
        by_name,
        lead="Où se prennent les décisions de la chambre, et qui y siège.",
        row="instances/organes/_rangee.html",
        walk=part,
        filters=(Filtre("genre", "Genre", lambda genre: Organe.genre == genre, choices=GENRES.items),),
        nothing=(
            "Aucune instance pour l’instant.",
            "Les chargés de mission et l’administration de la plateforme les installent ; chacune a sa page.",
        ),
    ),
)
