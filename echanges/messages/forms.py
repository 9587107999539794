"""What one writes about a message already said."""

from socle.forms import Form, Riche, Texte


class EditForm(Form):
    """A message reworded by its author."""

    texte = Riche("Votre message", help="L'ancienne version reste lisible dans l'historique.")


class MotifForm(Form):
    """Why one closes or takes away."""

    motif = Texte("Motif", most=500, required=False, help="Une phrase, lue par les personnes concernées.")
