"""What is asked to accept an invitation."""

from annuaire.questions import Secret
from socle.forms import Form, Ligne


class AcceptationForm(Form):
    """To accept: the address is that of the invitation."""

    nom = Ligne("Prénom et nom", most=80, help="Tel que les autres membres le liront.")
    mot_de_passe = Secret("Mot de passe", help="Douze caractères au moins ; une phrase convient très bien.")
