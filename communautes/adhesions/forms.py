"""What people ask when they enter, and what they are answered."""

from socle.forms import Choix, Form, Ligne, Texte


class EntreeForm(Form):
    """A request to enter."""

    texte = Texte(
        "Pourquoi souhaitez-vous entrer ?",
        most=1_000,
        required=False,
        help="Quelques mots aident la personne qui anime à vous répondre.",
    )


class InvitationForm(Form):
    """Someone invited in by who animates."""

    alias = Ligne(
        "Nom d'usage de la personne",
        most=40,
        help="Celui qui suit l'@ dans les messages, par exemple « amina ».",
    )
    texte = Texte("Un mot d'accueil", most=1_000, required=False)


class ReponseForm(Form):
    """The answer to a request."""

    reponse = Choix("Votre réponse", choices=[("oui", "Accepter"), ("non", "Refuser")])
    texte = Texte("Un mot d'explication", most=500, required=False)


class RetraitForm(Form):
    """Take someone out."""

    motif = Ligne("Motif", most=500, required=False)
