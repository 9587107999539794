"""What programs are told of the questions about a need; of internal notes they are told nothing."""

from fabrique.besoins.models import Besoin
from socle.api import part
from socle.fiches import Champ, Fiche, Personne
from socle.listes import Liste

from .models import Question
from .queries import about_it, oldest_first, with_people

# Without an address of its own: a question is read under its need, and answered there.
Fiche(
    Question,
    "questions",
    "id",
    "texte",
    Champ("auteur", of=lambda question: question.auteur.fiche, kind=Personne),
    "posee_le",
    Champ("reponse"),
    Champ("repondue_le"),
    loads=with_people,
)

LISTES = (
    Liste(
        Question,
        "questions",
        "Questions de la chambre",
        oldest_first,
        under=Besoin,
        within=about_it,
        walk=part,
        name="of_besoin",
        pages=False,
    ),
)
