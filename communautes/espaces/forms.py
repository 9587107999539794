"""What people may ask of a communauté, what its animateur says of it, and how one enters."""

from annuaire.comptes.models import Compte
from socle.forms import Choix, Chose, Entier, Form, Ligne, Riche, Texte

from .models import ACCES, ENTREES


class CommunauteForm(Form):
    """Purpose, rules and doors of a communauté."""

    nom = Ligne("Nom", most=80)
    objet = Texte("À quoi sert-elle ?", most=600, help="Deux phrases qu'une personne de passage comprend.")
    regles = Riche("Règles de la communauté", most=5_000, required=False)
    acces = Choix("Qui lit ?", choices=ACCES.items())
    entree = Choix("Comment y entre-t-on ?", choices=ENTREES.items())
    version = Entier("Version")


class EtapeForm(Form):
    """« Où en est-on ? »: a text that keeps its versions."""

    texte = Riche(
        "Où en est-on ?",
        most=5_000,
        help="Ce qui avance, ce qui bloque, ce qui vient. Les versions passées restent lisibles.",
    )
    numero = Entier("Version de départ", help="Celle que l'on a lue ; 0 s'il n'y en avait aucune.")


class NouveauFilForm(Form):
    """A new fil in the communauté."""

    titre = Ligne(
        "La question posée", most=160, help="Une phrase courte : c'est elle qu'on lira dans la liste."
    )
    texte = Riche("Premier message", help="Dites le contexte et ce que vous attendez des autres.")


class EntreeForm(Form):
    """A request to enter."""

    texte = Texte(
        "Pourquoi souhaitez-vous entrer ?",
        most=1_000,
        required=False,
        help="Quelques mots aident la personne qui anime à vous répondre.",
    )


class InvitationMembreForm(Form):
    """Someone invited in by who animates."""

    alias = Ligne(
        "Nom d'usage de la personne",
        most=40,
        help="Celui qui suit l'@ dans les messages, par exemple « amina ».",
    )
    texte = Texte("Un mot d'accueil", most=1_000, required=False)


class ReponseDemandeForm(Form):
    """The answer to a request."""

    reponse = Choix("Votre réponse", choices=[("oui", "Accepter"), ("non", "Refuser")])
    texte = Texte("Un mot d'explication", most=500, required=False)


class RetraitMembreForm(Form):
    """Take someone out."""

    motif = Ligne("Motif, lu par la personne", most=500, required=False)


class AnimateurForm(Form):
    """Which member will animate too."""

    compte = Chose("La personne", Compte)
