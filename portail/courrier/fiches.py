"""What is told of the mails that the house wrote, to whoever looks after them."""

from socle.courriels import Courriel
from socle.fiches import Champ, Fiche
from socle.filtres import Filtre
from socle.listes import Liste

from .queries import DEPARTS, Depart, at_depart, cause, depart, latest_first, titled, told

FICHES = (
    Fiche(
        Courriel,
        "courriels",
        "id",
        Champ("adresse", "À"),
        Champ("sujet", "Courriel", of=titled),
        Champ("cree_le", "Écrit le"),
        Champ("parti_le", "Parti le"),
        Champ("etat", "Où il en est", of=depart, kind=Depart),
        Champ("essais", "Essais"),
        Champ("erreur", "Erreur"),
        Champ("texte", of=told, whole=True, help="sans ses liens"),
    ),
)

LISTES = (
    Liste(
        Courriel,
        "/reglages/courriels",
        "Courriels",
        latest_first,
        lead="Ce que la plateforme a écrit, du plus récent au plus ancien.",
        nothing=("Aucun courriel n’a encore été écrit.", ""),
        filters=(
            Filtre(
                "etat",
                "Départ",
                at_depart,
                choices=lambda: [(one, words) for one, (words, _) in DEPARTS.items()],
            ),
        ),
        template="portail/courrier/liste.html",
        row="portail/courrier/_rangee.html",
        shown=lambda viewer, liste: {"depart": depart, "titled": titled, "cause": cause},
        door=True,
        rule="read_courriels",
    ),
)
