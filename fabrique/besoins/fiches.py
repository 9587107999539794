"""What is told of a need, and the list of them.

Who brought it is told to those who signed in; raw words and internal notes to nobody, whatever the road.
"""

from typing import Any

from marshmallow import fields

from annuaire.territoires.queries import Lieu, filiere_named, filieres
from socle.fiches import Champ, Fiche, Personne
from socle.listes import Filtre, Liste, Shown
from socle.openapi import Told

from .models import BESOIN, PUBLICS, Besoin, Public
from .queries import (
    brought_by_me,
    felt_in,
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


class FiliereJson(Told):
    """A field of the fabrique."""

    code = fields.String(required=True)
    nom = fields.String(required=True)


class LieuJson(Told):
    """A territory, in a word."""

    id = fields.Integer(required=True)
    code = fields.String(required=True)
    genre = fields.String(required=True)
    nom = fields.String(required=True)


class PreuveJson(Told):
    """A figure, and where it comes from."""

    libelle = fields.String(required=True)
    valeur = fields.String(required=True)
    annee = fields.Integer(required=True, allow_none=True)
    source = fields.String(required=True)


def _filieres(besoin: Besoin) -> list[dict[str, Any]]:
    return [{"code": one.code, "nom": one.nom} for one in besoin.filieres]


def _territoires(besoin: Besoin) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "code": one.code, "genre": one.genre.value, "nom": one.nom_long}
        for one in besoin.territoires
    ]


def _preuves(besoin: Besoin) -> list[dict[str, Any]]:
    names = ("libelle", "valeur", "annee", "source")
    return [{name: getattr(preuve, name) for name in names} for preuve in besoin.preuves]


FICHES = (
    Fiche(
        Besoin,
        "besoins",
        "id",
        Champ("reference", "Référence"),
        Champ("titre", "Besoin"),
        Champ("etat", "Où il en est"),
        Champ("public", "Lisible par tous"),
        Champ("auteur", "Déposé par", of=lambda b: b.auteur.fiche, kind=Personne, may="read_authors"),
        Champ("mandat", "Au titre de"),
        Champ("filieres", "Filières", of=_filieres, kind=[FiliereJson]),
        Champ("territoires", "Où", of=_territoires, kind=[LieuJson]),
        Champ("publics", "Pour qui", of=lambda b: [one.public for one in b.publics], kind=[Public]),
        Champ("couverture_publique", "Réponse publique"),
        Champ("couverture_marche", "Réponse du marché"),
        Champ("soumis_le", "Soumis le"),
        Champ("qualifie_le", "Qualifié le"),
        Champ("population_estimee", whole=True),
        Champ("preuves", of=_preuves, kind=[PreuveJson], whole=True),
        *(Champ(name, whole=True) for name in WORDS),
        Champ("version", whole=True, help="à renvoyer avec ce qui complète la fiche"),
        loads=with_words,
        dated="qualifie_le",
    ),
)

PLACE = Lieu(
    "territoire",
    "Territoire",
    lambda place: felt_in(place.id),
    words=lambda place: place.nom_long,
    help="code ; avec tout ce qu'il contient",
)


def _around(viewer: Any, liste: Shown) -> dict[str, Any]:
    """What the page says besides: what waits for the viewer, and why typed words did not narrow the list."""
    homonymes, inconnu = ([], "") if PLACE.name in liste.values else PLACE.doubt(liste.asked)
    return {
        "homonymes": homonymes,
        "inconnu": inconnu,
        "mine": "de" in liste.values,
        "waiting": waiting_for(viewer),
    }


LISTES = (
    Liste(
        Besoin,
        "/besoins",
        "Besoins",
        newest_first,
        lead=(
            "Ce qui manque aux habitants et à quoi personne ne répond assez : "
            "le point de départ de chaque initiative."
        ),
        filters=(
            Filtre(
                "filiere",
                "Filière",
                of_filiere,
                choices=lambda: [(one.code, one.nom) for one in filieres()],
                read=filiere_named,
                words=lambda filiere: filiere.nom,
                help="code, nom ou alias",
            ),
            PLACE,
            Filtre("public", "Public", for_public, choices=PUBLICS.items),
            Filtre("etat", "État", in_state, choices=BESOIN.choices),
            Filtre(
                "de",
                "De qui",
                brought_by_me,
                personal=True,
                choices=lambda: [("moi", "Mes besoins")],
                shown=False,
            ),
        ),
        always=lambda viewer, values: [] if "etat" in values else [still_apart()],
        loads=in_rows,
        template="fabrique/besoins/index.html",
        row="fabrique/besoins/_rangee.html",
        shown=_around,
    ),
)
