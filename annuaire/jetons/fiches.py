"""One's tokens: told to oneself alone, never with what they open."""

from annuaire.comptes.models import Jeton
from socle.fiches import Champ, Fiche
from socle.forms import blank
from socle.gestes import typed
from socle.listes import Liste

from .forms import JetonForm
from .queries import in_use, latest_first

Fiche(Jeton, "jetons", "id", Champ("nom", "Programme"), Champ("cree_le", "Fait le"), Champ("vu_le", "Vu le"))

LISTES = (
    Liste(
        Jeton,
        "/moi/jetons",
        "Vos jetons",
        latest_first,
        always=lambda viewer, values: [in_use()],
        lead="Un jeton laisse un programme lire et agir en votre nom, avec vos droits. "
        "Révoquez ceux qui ne servent plus.",
        nothing=(
            "Aucun programme n’agit en votre nom.",
            "Un jeton sert à brancher un agenda, un tableur ou votre propre outil.",
        ),
        template="annuaire/jetons/index.html",
        row="annuaire/jetons/_rangee.html",
        shown=lambda viewer, liste: {"form": typed(liste.url) or blank(JetonForm)},
        door=True,
    ),
)
