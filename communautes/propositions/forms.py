"""What a member writes in a proposition."""

from socle.forms import Choix, Entier, Form, Ligne, Plusieurs, Riche, Texte

from .actions import KEEP


class WordsForm(Form):
    """An idea, what it is for, and what it would take."""

    titre = Ligne(
        "La proposition, en une phrase",
        most=160,
        help="Par exemple : « Ouvrir un guichet commun aux tiers-lieux ».",
    )
    description = Riche(
        "De quoi s'agit-il ?", most=10_000, help="Le constat, l'idée, comment elle se ferait."
    )
    objectif = Texte("Quel changement en attendez-vous ?", most=1_000)
    publics = Ligne("Pour qui ?", most=300, required=False)
    moyens = Texte(
        "Quels moyens faudrait-il ?",
        most=1_000,
        required=False,
        help="Temps, argent, partenaires : un ordre de grandeur suffit.",
    )
    calendrier = Ligne("Pour quand ?", most=200, required=False)


class PropositionForm(WordsForm):
    """A new one: from which messages, and whether it is submitted at once."""

    messages = Plusieurs("Messages d'où vient la proposition", required=False)
    suite = Choix("Ensuite", choices=[("deposer", "Déposer"), (KEEP, "Garder en brouillon")], required=False)


class RedactionForm(WordsForm):
    """Other words, and the version they were written from."""

    version = Entier("Version")


class MotifForm(Form):
    """Why it moves."""

    motif = Texte("Motif", most=1_000, help="Lu par les personnes qui l'ont écrite ou soutenue.")
