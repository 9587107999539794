"""What is told of a proposition, and the lists of them."""

from communautes.espaces.models import Communaute
from communautes.espaces.queries import by_slug, of_communaute
from socle.api import part
from socle.fiches import Champ, Fiche, Personne
from socle.filtres import Filtre
from socle.listes import Liste

from .models import PROPOSITION, Proposition
from .queries import in_rows, in_state, newest_first, supported_or_written_by, with_people

TEXTS = ("description", "description_html", "publics", "moyens", "calendrier", "motif")

CHAMPS: tuple[Champ | str, ...] = (
    "id",
    Champ("reference", "Référence"),
    Champ("titre", "Proposition"),
    Champ("communaute", "Communauté", of=lambda p: p.communaute, key="slug"),
    Champ("auteur", "Écrite par", of=lambda p: p.auteur.fiche, kind=Personne),
    Champ("mandat", "Au titre de"),
    Champ("etat", "Où elle en est"),
    Champ("soutiens", "Soutiens"),
    Champ("objectif", "Changement attendu"),
    Champ("gelee", of=lambda p: p.gelee, kind=bool, help="si son texte ne peut plus changer"),
    Champ("creee_le", "Écrite le"),
    Champ("decidee_le", "Décidée le"),
    *(Champ(name, whole=True) for name in TEXTS),
    Champ("version", whole=True, help="à redonner pour modifier le texte"),
)
FICHES = (Fiche(Proposition, "propositions", *CHAMPS, loads=with_people, dated="creee_le"),)

BY_STATE = Filtre("etat", "État", in_state, choices=PROPOSITION.choices)
BORN = (
    "Elles naissent dans les fils : choisissez un ou plusieurs messages, puis « En faire une proposition »."
)
MINE = "Tout ce que vous avez proposé, inspiré ou soutenu, et la réponse qui lui a été donnée."

LISTES = (
    Liste(
        Proposition,
        "propositions",
        "Propositions",
        newest_first,
        under=Communaute,
        within=of_communaute(Proposition),
        filters=(BY_STATE,),
        loads=in_rows,
        name="of_communaute",
        row="communautes/propositions/_rangee.html",
        nothing=("Aucune proposition ici.", BORN),
    ),
    Liste(
        Proposition,
        "/propositions",
        "Propositions",
        newest_first,
        filters=(by_slug(Proposition), BY_STATE),
        walk=part,
        pages=False,
    ),
    Liste(
        Proposition,
        "/ma-parole",
        "Qu’est devenue ma parole ?",
        newest_first,
        always=lambda viewer, values: [supported_or_written_by(viewer.id)],
        loads=with_people,
        name="my_word",
        door=True,
        template="communautes/propositions/ma_parole.html",
        row="communautes/propositions/_parole.html",
        lead=MINE,
    ),
)
