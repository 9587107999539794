"""What is asked about second factors."""

from annuaire.questions import Secret
from socle.forms import Form, Ligne


class CodeForm(Form):
    """The second step of signing in."""

    code = Ligne(
        "Code", most=20, help="Les six chiffres de votre téléphone, ou l'un de vos codes de secours."
    )


class FacteurForm(Form):
    """To set up a second factor: the telephone already shows a code, the password is known."""

    code = Ligne("Code affiché par votre téléphone", most=20)
    mot_de_passe = Secret("Votre mot de passe")


class PreuveForm(Form):
    """To change what is in place: a password alone, or a session left open, changes nothing."""

    mot_de_passe = Secret("Votre mot de passe")
    code = Ligne(
        "Code", most=20, help="Les six chiffres de votre téléphone, ou l'un de vos codes de secours."
    )
