"""What a person may write in a fil."""

from socle.forms import Cle, Entier, Form, Ligne, Riche, Texte


class MessageForm(Form):
    """A message; ``cle`` makes a second click harmless."""

    texte = Riche("Votre message", help="Mise en forme Markdown, @nom pour interpeller quelqu'un.")
    cle = Cle(required=True)
    reponse_a = Entier("En réponse à", required=False)


class EditForm(Form):
    """A message reworded by its author."""

    texte = Riche("Votre message", help="L'ancienne version reste lisible dans l'historique.")


class FilForm(Form):
    """A new question, with its first message."""

    titre = Ligne(
        "La question posée", most=160, help="Une phrase courte : c'est elle qu'on lira dans la liste."
    )
    texte = Riche("Premier message", help="Dites le contexte et ce que vous attendez des autres.")
    cle = Cle()


class MotifForm(Form):
    """Why one closes or takes away."""

    motif = Texte("Motif", most=500, required=False, help="Une phrase, lue par les personnes concernées.")


class ClotureForm(Form):
    """Why a fil is closed."""

    motif = Texte(
        "Pourquoi clore ce fil ?",
        most=500,
        help="Une phrase : elle s'affiche à la place du champ de réponse.",
    )
