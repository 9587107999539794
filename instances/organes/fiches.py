"""What is told of a body: its name, what it is for, who sits in it today."""

from marshmallow import fields

from socle.api import part
from socle.fiches import Champ, Fiche, Personne
from socle.listes import Liste
from socle.openapi import Told

from .models import Organe, Siege
from .queries import by_name, seated


class SiegeJson(Told):
    """Who sits, in what place, in the name of whom."""

    compte = fields.Nested(Personne, required=True)
    place = fields.String(required=True)
    structure = fields.String(required=True, allow_none=True)
    college = fields.String(required=True)


def _told(siege: Siege) -> dict:
    return {
        "compte": siege.compte.fiche,
        "place": siege.place.value,
        "structure": siege.structure.nom if siege.structure else None,
        "college": siege.college,
    }


def _sieges(organe: Organe) -> list[dict]:
    return [_told(siege) for siege in seated(organe)]


CHAMPS = (
    "id",
    Champ("slug", "Adresse"),
    Champ("genre", "Genre"),
    Champ("nom", "Instance"),
    Champ("objet", "Objet"),
    Champ("cree_le", "Créée le"),
    Champ("sieges", of=_sieges, kind=[SiegeJson], whole=True),
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
        nothing=("Aucune instance pour l’instant.", "Elles s’affichent ici dès qu’elles sont installées."),
    ),
)
