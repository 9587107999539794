"""What is asked of those who keep the accounts."""

from socle.forms import Form, Texte


class MotifForm(Form):
    """Why an account is suspended."""

    motif = Texte(
        "Motif", most=1_000, help="La personne peut le demander : écrivez-le comme vous le lui diriez."
    )
