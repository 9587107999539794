"""What is told of a territory, and the list of all of them."""

from typing import Any

from sqlalchemy import Select

from socle.api import part
from socle.fiches import Champ, Fiche
from socle.filtres import Filtre
from socle.listes import Liste

from .models import MOTS_GENRE, Territoire, plain
from .queries import NEAR, Lieu, by_name, inside, named, near, of_genre, still_there

FICHES = (
    Fiche(
        Territoire,
        "territoires",
        "id",
        Champ("genre", "Échelle", cell=lambda genre: MOTS_GENRE[genre][0]),
        Champ("code", "Code officiel"),
        Champ("nom", "Nom"),
        Champ("nom_long", "Nom complet"),
        Champ("departement", "Département"),
        Champ("population", "Population"),
        Champ("annee", "Année de la carte"),
        Champ(
            "parents", of=lambda t: [f"{one.genre}:{one.code}" for one in t.parents], kind=[str], whole=True
        ),
    ),
)


def likeliest(statement: Select[Any], key: Any, asked: dict[str, Any]) -> tuple[list[Any], int | None]:
    """What the words most likely mean, the nearest first; without words, a part of the map."""
    if asked["q"]:
        return near(asked["q"], min(NEAR, asked["limit"]), statement), None
    return part(statement, key, asked)


TERRITOIRES = Liste(
    Territoire,
    "/territoires",
    "Territoires",
    by_name,
    filters=(
        Filtre("q", "Nom ou code", named, read=plain, help="début du nom, ou code"),
        Filtre(
            "genre", "Échelle", of_genre, choices=lambda: [(g, words) for g, (words, _) in MOTS_GENRE.items()]
        ),
        Lieu("territoire", "Dans", inside, help="code ; avec tout ce qu'il contient"),
    ),
    always=lambda viewer, values: [still_there()],
    walk=likeliest,
    pages=False,
)
LISTES = (TERRITOIRES,)
