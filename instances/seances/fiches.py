"""What is told of a séance and of its agenda, and the lists of them."""

from datetime import datetime
from typing import Any

from marshmallow import fields

from instances.organes.models import Organe
from socle.api import part
from socle.fiches import Champ, Fiche
from socle.listes import Filtre, Liste
from socle.openapi import Told

from .models import SEANCE, Point, Seance
from .queries import in_order, in_state, latest_first, of_organe, of_seance, with_moment
from .sujet import agenda


class SiteJson(Told):
    """One of the places that meet at the same time."""

    ville = fields.String(required=True)
    lieu = fields.String(required=True)


POINT = Fiche(
    Point,
    "points",
    "id",
    Champ("rang", "Rang"),
    Champ("titre", "Point"),
    Champ("texte", "Ce dont il s’agit"),
    Champ("sujet", of=lambda one: str(one.about) if one.about else None, none=True, help="genre:numéro"),
)


def _points(seance: Seance, viewer: Any) -> list[dict[str, Any]]:
    return [POINT.row(point, viewer) for point in agenda(seance, viewer)]


def _sites(seance: Seance) -> list[dict[str, str]]:
    return [{"ville": site.ville, "lieu": site.lieu} for site in seance.rencontre.sites]


def _towns(sites: list[dict[str, str]]) -> str:
    return " et ".join(site["ville"] for site in sites)


CHAMPS = (
    "id",
    Champ("titre", "Séance"),
    Champ("organe", "Instance", of=lambda seance: seance.organe.slug),
    Champ("debut", "Début", of=lambda seance: seance.rencontre.debut, kind=datetime),
    Champ("fin", "Fin", of=lambda seance: seance.rencontre.fin, kind=datetime),
    Champ("sites", "Sites", of=_sites, kind=[SiteJson], cell=_towns),
    Champ("etat", "Où elle en est"),
    "creee_le",
    Champ("publiee_le", "Réponses publiées le"),
    Champ("points", of=_points, personal=True, kind=[POINT.schema()], whole=True),
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
        filters=(Filtre("etat", "Tous les états", in_state, choices=SEANCE.choices),),
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
