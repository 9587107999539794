"""What an animateur writes in the editor of a note."""

from socle.forms import Case, Entier, Form, Ligne, Riche, Texte
from socle.markdown import LONGEST_NOTE


class NoteForm(Form):
    """The first part, and what is said of the second."""

    titre = Ligne("Titre de la note", most=160)
    avancement = Riche(
        "1. Où en est le groupe",
        most=LONGEST_NOTE,
        required=False,
        help="Prérempli avec ce qui s'est passé. « Citer » insère la source à l'endroit du curseur.",
    )
    sans_action = Case("Aucune action n'est proposée à ce stade", required=False)
    version = Entier("Version", required=False)


class LigneForm(Form):
    """One action proposed."""

    resume = Texte("En quoi consiste l'action ?", most=2_000)
    moyens = Texte("Moyens", most=1_000, required=False)
    euros = Entier("Coût estimé, en euros", most=100_000_000, required=False)
    calendrier = Ligne("Calendrier", most=200, required=False)
    attendu = Texte("Décision attendue du conseil", most=1_000)
    version = Entier("Version", required=False)
