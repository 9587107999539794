"""The four steps of a need.

Each is saved alone; what the chambre needs in the end is asked, never forced early.
"""

from typing import Any

from fabrique.besoins.models import COUVERTURES, PUBLICS, SOURCES
from socle.forms import Choix, Cle, Entier, Form, Jour, Ligne, Plusieurs, Texte

FIGURES = 4
NO_NAMES = "N'écrivez aucun nom, ni rien qui permette de reconnaître une personne."


def _choices(words: dict) -> list[tuple[str, str]]:
    return [(choice.value, label) for choice, label in words.items()]


class EtapeForm(Form):
    """What every step carries: the version it was based on, and where one goes next."""

    version = Entier("Version", required=False)
    suite = Choix(
        "Ensuite",
        required=False,
        choices=[("continuer", "Continuer"), ("ajouter", "Ajouter"), ("plus_tard", "Plus tard")],
    )


class ConstatForm(EtapeForm):
    """1. What one sees."""

    titre = Ligne(
        "Le besoin, en une phrase", most=140, help="Par exemple : « Faire garder ses enfants la nuit »."
    )
    constat = Texte(
        "Que constatez-vous ?", most=6_000, help=f"Ce qui manque, à qui cela manque, depuis quand. {NO_NAMES}"
    )
    consequences = Texte("Qu'est-ce que cela entraîne ?", most=3_000, required=False)
    frequence = Ligne(
        "À quelle fréquence ?",
        most=200,
        required=False,
        help="Tous les jours, chaque hiver, de plus en plus…",
    )
    source = Choix("D'où vient ce constat ?", choices=_choices(SOURCES), required=False)
    date_constat = Jour("Depuis quand est-il fait ?", required=False)
    filieres = Plusieurs(
        "Champs de la fabrique concernés", required=False, help="Aucun, si aucun ne convient."
    )
    origine = Ligne("Origine", most=60, required=False)
    cle = Cle()


class LieuForm(EtapeForm):
    """2. Where, and for whom."""

    territoires = Plusieurs(
        "Territoires concernés", required=False, help="Décochez ceux qui ne conviennent pas."
    )
    territoire = Ligne(
        "Ajouter un territoire",
        most=160,
        required=False,
        help="Commune, intercommunalité, département, ou la région entière : commencez à écrire.",
    )
    territoire_texte = Ligne("Territoire écrit", required=False)
    territoire_choix = Choix("Lequel ?", required=False)
    publics = Plusieurs("Pour qui ?", choices=_choices(PUBLICS))
    localisation = Ligne(
        "Plus précisément, où ?", most=300, required=False, help="Un quartier, un bassin de vie, un axe."
    )
    population_estimee = Entier("Combien de personnes environ ?", least=1, most=70_000_000, required=False)
    population_methode = Ligne("Comment l'avez-vous estimé ?", most=300, required=False)


class CouvertureForm(EtapeForm):
    """3. Who answers already, and how."""

    couverture_publique = Choix(
        "Les pouvoirs publics y répondent-ils ?",
        choices=_choices(COUVERTURES),
        required=False,
        help="Si vous ne savez pas, laissez vide : la chambre complétera avec vous.",
    )
    couverture_marche = Choix(
        "Le marché y répond-il ?",
        choices=_choices(COUVERTURES),
        required=False,
        help="Les entreprises, les services payants, l'offre que chacun peut acheter.",
    )
    offre_existante = Texte(
        "Qu'est-ce qui existe déjà ?",
        most=3_000,
        required=False,
        help="Structures, services, dispositifs : un par ligne.",
    )
    manques = Texte("Pourquoi cela ne suffit-il pas ?", most=3_000, required=False)


class _PreuvesForm(EtapeForm):
    """4. What proves it, and ideas of an answer."""

    non_mesure = Texte(
        "Si rien n'a été mesuré, dites pourquoi",
        most=1_000,
        required=False,
        help="Un besoin peut être réel sans chiffre : expliquez ce qui empêche de le mesurer.",
    )
    temoignages = Texte(
        "Témoignages",
        most=6_000,
        required=False,
        help=f"Lus par la chambre seulement, jamais publiés. {NO_NAMES}",
    )
    idees = Texte("Avez-vous une idée de réponse ?", most=3_000, required=False)
    acteurs = Texte(
        "Qui pourrait s'en mêler ?",
        most=2_000,
        required=False,
        help="Structures, collectivités, habitants : un par ligne.",
    )
    ressources = Texte(
        "Qu'y a-t-il sur place ?",
        most=2_000,
        required=False,
        help="Lieux, savoir-faire, bonnes volontés, ce que vous êtes prêts à engager.",
    )


def _figures() -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for n in range(1, FIGURES + 1):
        rows[f"libelle_{n}"] = Ligne(f"Chiffre {n} : ce qu'il mesure", most=200, required=False)
        rows[f"valeur_{n}"] = Ligne("Sa valeur", most=60, required=False)
        rows[f"annee_{n}"] = Entier("Son année", least=1900, most=2100, required=False)
        rows[f"source_{n}"] = Ligne("Sa source", most=200, required=False)
    return rows


PreuvesForm = type("PreuvesForm", (_PreuvesForm,), _figures())


class _Loose:
    """The same step, to be finished later: nothing is compulsory but its form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for field in self.fields.values():
            if field.needed:
                field.required = field.needed = False
                field.load_default = field.missing


def loose(form_class: type[Form]) -> type[Form]:
    """The step as it may be left unfinished."""
    return type(f"{form_class.__name__}Inachevee", (_Loose, form_class), {})


STEPS: dict[int, tuple[str, type[Form]]] = {
    1: ("Le constat", ConstatForm),
    2: ("Le territoire et le public", LieuForm),
    3: ("Ce qui existe déjà", CouvertureForm),
    4: ("Les preuves et les idées", PreuvesForm),
}
UNFINISHED = {number: loose(form_class) for number, (_, form_class) in STEPS.items()}
