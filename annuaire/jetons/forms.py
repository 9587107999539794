"""What is asked before a program may act in one's name."""

from annuaire.questions import Secret
from socle.forms import Courriel, Form, Ligne


class JetonForm(Form):
    """From the page of one's tokens."""

    nom = Ligne("Nom du programme", most=80, help="Pour le reconnaître, par exemple « agenda du bureau ».")
    mot_de_passe = Secret("Votre mot de passe")


class ProgrammeForm(Form):
    """From a program."""

    courriel = Courriel("Adresse électronique", most=254)
    mot_de_passe = Secret("Mot de passe")
    nom = Ligne("Nom du programme", most=80)
    code = Ligne("Code du second facteur", most=20, required=False)
