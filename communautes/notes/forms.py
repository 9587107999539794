"""What an animateur writes in a note and in its lines, and what the desk of the board says of it."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from communautes.propositions.models import Proposition
from instances.seances.models import Seance
from socle.forms import Case, Choix, Chose, Entier, Form, Jour, Ligne, Riche, Texte
from socle.markdown import LONGEST_NOTE

from .actions import UP


class NouvelleForm(Form):
    """A note to begin."""

    titre = Ligne("Titre de la note", most=160, help="Par exemple : « Rapport d'automne ».")
    debut = Jour("Du")
    fin = Jour("Au")

    @validates_schema
    def _in_order(self, said: dict[str, Any], **_more: Any) -> None:
        if said["fin"] < said["debut"]:
            raise ValidationError("La date de fin doit suivre la date de début.", "fin")


class NoteForm(Form):
    """The first part, and what is said of the second."""

    titre = Ligne("Titre de la note", most=160)
    avancement = Riche(
        "1. Où en est le groupe",
        most=LONGEST_NOTE,
        required=False,
        help="Prérempli avec ce qui s'est passé. « Citer » insère la source à l'endroit du curseur.",
    )
    sans_action = Case("Aucune action n'est proposée à ce stade", required=False)
    version = Entier("Version")


class AjoutForm(Form):
    """Which proposition is brought in."""

    proposition = Chose("Proposition retenue", Proposition)


class LigneForm(Form):
    """One action proposed."""

    resume = Texte("En quoi consiste l'action ?", most=2_000)
    moyens = Texte("Moyens", most=1_000, required=False)
    euros = Entier("Coût estimé, en euros", most=100_000_000, required=False)
    calendrier = Ligne("Calendrier", most=200, required=False)
    attendu = Texte("Décision attendue du conseil", most=1_000)
    version = Entier("Version")


class OrdreForm(Form):
    """Where a line goes."""

    sens = Choix("Sens", choices=[(UP, "Monter"), ("bas", "Descendre")])


class InscriptionForm(Form):
    """On which agenda."""

    seance = Chose("Séance", Seance)


class RetourForm(Form):
    """Why a note goes back."""

    motif = Texte("Ce qui doit changer", most=2_000, help="La personne qui anime le lira.")
