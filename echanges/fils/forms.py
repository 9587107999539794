"""What a person may write in a fil."""

from socle.forms import Cle, Entier, Form, Riche, Texte


class MessageForm(Form):
    """A message; ``cle`` makes a second click harmless."""

    texte = Riche("Votre message", help="Mise en forme Markdown, @nom pour interpeller quelqu'un.")
    cle = Cle()
    reponse_a = Entier("En réponse à", required=False)


class ClotureForm(Form):
    """Why a fil is closed."""

    motif = Texte(
        "Pourquoi clore ce fil ?",
        most=500,
        help="Une phrase : elle s'affiche à la place du champ de réponse.",
    )


class EditForm(Form):
    """A message reworded by its author."""

    texte = Riche("Votre message", help="L'ancienne version reste lisible dans l'historique.")


class RetraitForm(Form):
    """Why a message is taken away; its author owes no reason."""

    motif = Texte("Motif", most=500, required=False, help="Une phrase, lue par les personnes concernées.")
