"""What those who read a need write, and what its depositor answers."""

from socle.forms import Case, Choix, Chose, Form, Ligne, Texte
from socle.permissions import visible

from .models import REJETS, Question
from .queries import asked_about


class QuestionForm(Form):
    """What is missing."""

    texte = Texte(
        "Votre question", most=2_000, help="Envoyée par courriel à la personne qui a déposé le besoin."
    )


class ReponseForm(Form):
    """What the depositor says."""

    question = Chose(
        "Question",
        Question,
        among=lambda viewer, besoin: asked_about(besoin, visible(Question, viewer)),
        words=lambda question: question.texte,
    )
    texte = Texte("Votre réponse", most=4_000)


class QualificationForm(Form):
    """The last look before a need is recognised."""

    public = Choix(
        "Qui pourra le lire ?",
        choices=[("oui", "Tout le monde, sur internet"), ("non", "Les personnes connectées seulement")],
    )
    sans_nom = Case(
        "J'ai relu les textes : rien ne permet de reconnaître une personne.",
        required=False,
        help="Ni nom, ni adresse, ni maladie, ni détail qui désigne quelqu'un.",
    )
    relecture = Ligne(
        "Relu avec", most=160, required=False, help="La personne qui l'a relu avec vous, et sa fonction."
    )


class RejetForm(Form):
    """Why a need is not retained."""

    rejet = Choix("Motif", choices=REJETS.items())
    precision = Texte("Précision", most=1_000, required=False, help="Lue par la personne qui l'a déposé.")


class FusionForm(Form):
    """Into which need it goes."""

    cible = Ligne("Référence du besoin qui reste", most=20, help="Par exemple BES-2026-0004.")


class NoteInterneForm(Form):
    """A word between those who answer for it."""

    texte = Texte(
        "Note interne", most=4_000, help="Lue par la chambre et l'acteur référent, par personne d'autre."
    )
