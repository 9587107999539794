"""What may be typed at the door."""

from annuaire.questions import Adresse, NouveauMotDePasse, Secret
from socle.forms import Courriel, Form, Ligne


class ConnexionForm(Form):
    """To sign in."""

    courriel = Courriel("Votre adresse électronique", most=254)
    mot_de_passe = Secret("Votre mot de passe")
    suite = Ligne("Page suivante", required=False, most=2_000)


class NouveauMotDePasseForm(NouveauMotDePasse):
    """To choose another password by the link of a mail."""


class InscriptionForm(Form):
    """To open an account."""

    nom = Ligne("Prénom et nom", most=80, help="Tel que les autres membres le liront.")
    courriel = Adresse()
    mot_de_passe = Secret("Mot de passe", help="Douze caractères au moins ; une phrase convient très bien.")
    suite = Ligne("Page suivante", required=False, most=2_000)


class AdresseForm(Form):
    """To receive a link."""

    courriel = Adresse()


class ConfirmationForm(Form):
    """To confirm an address: whoever opens the mail shows that they chose the password."""

    mot_de_passe = Secret("Le mot de passe choisi à l'inscription")
