"""What is told of a séance and of its agenda, and the lists of them."""

from datetime import datetime

from echanges.rencontres.models import Site
from instances.organes.models import Organe
from socle.api import part
from socle.fiches import Champ, Extrait, Fiche
from socle.filtres import Filtre
from socle.listes import Liste

from .models import SEANCE, Point, Seance
from .queries import in_order, in_state, latest_first, of_organe, of_seance, with_moment
from .sujet import agenda

SITE = Extrait(Site, "ville", "lieu")
POINT = Fiche(
    Point,
    "points",
    "id",
    Champ("rang", "Rang"),
    Champ("titre", "Point"),
    Champ("texte", "Ce dont il s’agit"),
    Champ("sujet", of=lambda one: str(one.about) if one.about else None, none=True, help="genre:numéro"),
)


def _towns(sites: list[dict[str, str]]) -> str:
    return " et ".join(site["ville"] for site in sites)


CHAMPS = (
    "id",
    Champ("titre", "Séance"),
    Champ("organe", "Instance", of=lambda seance: seance.organe, key="slug"),
    Champ("debut", "Début", of=lambda seance: seance.rencontre.debut, kind=datetime),
    Champ("fin", "Fin", of=lambda seance: seance.rencontre.fin, kind=datetime),
    Champ("sites", "Sites", of=lambda seance: seance.rencontre.sites, kind=[SITE], cell=_towns),
    Champ("etat", "Où elle en est"),
    "creee_le",
    Champ("publiee_le", "Réponses publiées le"),
    Champ("points", of=agenda, personal=True, kind=[POINT], whole=True),
)
FICHES = (Fiche(Seance, "seances", *CHAMPS, loads=with_moment, dated="creee_le"),)

LISTES = (
    Liste(
        Seance,
        "seances",
        "Séances",
        latest_first,
        under=Organe,
        within=of_organe,
        filters=(Filtre("etat", "État", in_state, choices=SEANCE.choices),),
        loads=with_moment,
        row="instances/seances/_rangee.html",
        nothing=("Aucune séance à lire ici.", "Les réponses s’affichent dès qu’elles sont publiées."),
    ),
    Liste(
        Point,
        "points",
        "Ordre du jour",
        in_order,
        under=Seance,
        within=of_seance,
        walk=part,
        key="rang",
        name="points",
        pages=False,
    ),
)
