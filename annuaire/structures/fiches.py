"""What is told of a structure, and the directory."""

from annuaire.territoires.models import Territoire
from annuaire.territoires.queries import Lieu
from socle.api import part
from socle.fiches import Champ, Extrait, Fiche
from socle.filtres import Filtre
from socle.listes import Liste

from .models import FAMILLES, Structure
from .queries import by_name, called, of_famille, seated_in, with_territoire

LIEU = Lieu("territoire", "Territoire", seated_in, words=lambda place: place.nom_long)


FICHES = (
    Fiche(
        Structure,
        "structures",
        "id",
        "slug",
        Champ("nom", "Structure"),
        Champ("sigle", "Sigle"),
        Champ("famille", "Famille"),
        Champ("siren", "SIREN"),
        Champ("siret", "SIRET du siège"),
        Champ("territoire", "Siège", kind=Extrait(Territoire, "id", "code", nom="nom_long"), none=True),
        Champ("objet", "Ce qu’elle fait"),
        Champ("site", "Site"),
        Champ("adherente", "Adhérente de la chambre"),
        Champ("version", whole=True, help="à redonner pour modifier la fiche"),
        loads=lambda: (with_territoire(),),
        dated="cree_le",
    ),
)

LISTES = (
    Liste(
        Structure,
        "/structures",
        "Structures",
        by_name,
        lead="Les associations, coopératives, mutuelles, fondations et sociétés "
        "de l’économie sociale et solidaire, et les collectivités qui agissent avec elles.",
        filters=(
            Filtre("q", "Nom, sigle ou SIREN", called, read=str, words="« {} »".format),
            Filtre("famille", "Famille", of_famille, choices=FAMILLES.items),
            LIEU,
        ),
        loads=lambda: (with_territoire(),),
        walk=part,
        template="annuaire/structures/index.html",
        row="annuaire/structures/_rangee.html",
        shown=lambda viewer, liste: LIEU.doubt(liste),
    ),
)
