"""What the desk writes about one line."""

from socle.forms import Choix, Entier, Form, Jour, Ligne, Texte

from .queries import issues


class DecisionForm(Form):
    """The answer to one line."""

    sujet = Ligne("Ligne", most=60)
    issue = Choix("La réponse du conseil", choices=issues())
    motif = Texte(
        "Motif, conditions ou partenaire",
        most=2_000,
        required=False,
        help="Ses auteurs et ses soutiens le liront tel quel.",
    )
    pilote = Ligne("Qui pilote ?", most=160, required=False, help="Si la chambre la porte.")
    echeance = Jour("Pour quand ?", required=False)
    version = Entier(
        "Version", required=False, help="De la réponse que l'on a lue ; 0 s'il n'y en avait pas."
    )
