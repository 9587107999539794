"""What people may ask of a communauté, and what its animateur may say of it."""

from socle.forms import Choix, Cle, Entier, Form, Ligne, Riche, Texte

from .models import ACCES, ENTREES


class CommunauteForm(Form):
    """Purpose, rules and doors of a communauté."""

    nom = Ligne("Nom", most=80)
    objet = Texte("À quoi sert-elle ?", most=600, help="Deux phrases qu'une personne de passage comprend.")
    regles = Riche("Règles de la communauté", most=5_000, required=False)
    acces = Choix("Qui lit ?", choices=ACCES.items())
    entree = Choix("Comment y entre-t-on ?", choices=ENTREES.items())
    version = Entier("Version", required=False)


class EtapeForm(Form):
    """« Où en est-on ? »: a text that keeps its versions."""

    texte = Riche(
        "Où en est-on ?",
        most=5_000,
        help="Ce qui avance, ce qui bloque, ce qui vient. Les versions passées restent lisibles.",
    )
    numero = Entier("Version de départ", required=False)


class QuestionForm(Form):
    """A new fil in the communauté."""

    titre = Ligne(
        "La question posée", most=160, help="Une phrase courte : c'est elle qu'on lira dans la liste."
    )
    texte = Riche("Premier message", help="Dites le contexte et ce que vous attendez des autres.")
    cle = Cle()
