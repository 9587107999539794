"""The four steps of a need.

Each is saved alone; what the chambre needs in the end is asked, never forced early.
"""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, missing

from fabrique.besoins.models import COUVERTURES, PUBLICS, SOURCES
from socle.forms import ENVELOPE, Choix, Entier, Form, Jour, Ligne, Plusieurs, Question, Texte

FIGURES = 4
NAMELESS = "Dites ce que ce chiffre mesure."
UNTITLED = "Un titre suffit pour garder le brouillon."
NO_NAMES = "N'écrivez aucun nom, ni rien qui permette de reconnaître une personne."


class EtapeForm(Form):
    """What every step carries: the version it was based on, and where one goes next."""

    version = Entier("Version", required=False)
    suite = Choix(
        "Ensuite",
        required=False,
        choices=[("continuer", "Continuer"), ("ajouter", "Ajouter"), ("plus_tard", "Plus tard")],
    )


class _Constat(Form):
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
    source = Choix("D'où vient ce constat ?", choices=SOURCES.items(), required=False)
    date_constat = Jour("Depuis quand est-il fait ?", past=True, required=False)
    filieres = Plusieurs(
        "Champs de la fabrique concernés", required=False, help="Aucun, si aucun ne convient."
    )


class ConstatForm(EtapeForm, _Constat):
    """1. What one sees."""

    origine = Ligne("Origine", most=60, required=False)


class _Lieu(Form):
    publics = Plusieurs("Pour qui ?", choices=PUBLICS.items())
    localisation = Ligne(
        "Plus précisément, où ?", most=300, required=False, help="Un quartier, un bassin de vie, un axe."
    )
    population_estimee = Entier("Combien de personnes environ ?", least=1, most=70_000_000, required=False)
    population_methode = Ligne("Comment l'avez-vous estimé ?", most=300, required=False)


class LieuForm(EtapeForm, _Lieu):
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


class _Couverture(Form):
    couverture_publique = Choix(
        "Les pouvoirs publics y répondent-ils ?",
        choices=COUVERTURES.items(),
        required=False,
        help="Si vous ne savez pas, laissez vide : la chambre complétera avec vous.",
    )
    couverture_marche = Choix(
        "Le marché y répond-il ?",
        choices=COUVERTURES.items(),
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


class CouvertureForm(EtapeForm, _Couverture):
    """3. Who answers already, and how."""


class _Preuves(Form):
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


def _figure(label: str) -> dict[str, Any]:
    """The four questions of a figure."""
    return {
        "libelle": Ligne(label, most=200, required=False),
        "valeur": Ligne("Sa valeur", most=60, required=False),
        "annee": Entier("Son année", least=1900, most=2100, required=False),
        "source": Ligne("Sa source", most=200, required=False),
    }


def _figures() -> dict[str, Any]:
    rows = {n: _figure(f"Chiffre {n} : ce qu'il mesure") for n in range(1, FIGURES + 1)}
    return {f"{name}_{n}": question for n, row in rows.items() for name, question in row.items()}


class PreuvesForm(EtapeForm, _Preuves, Form.from_dict(_figures())):  # type: ignore[misc]
    """4. What proves it, and ideas of an answer: figures are rows of four questions."""


class ChiffreForm(Schema.from_dict(_figure("Ce qu'il mesure"))):  # type: ignore[misc]
    """A figure, as programs send it."""

    class Meta:
        unknown = RAISE


class Chiffres(Question, fields.List):
    """Some figures, no more than the sheet has room for."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, cls_or_instance=fields.Nested(ChiffreForm), **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        rows = super()._deserialize(value, *args, **kwargs)
        if len(rows) > FIGURES:
            raise ValidationError(f"{FIGURES} chiffres au plus.")
        if not all(row["libelle"] for row in rows):
            raise ValidationError(NAMELESS)
        return rows


class _Fiche(_Constat, _Lieu, _Couverture, _Preuves):
    """The whole sheet, for programs: what is not said is left as it is."""

    filieres = Plusieurs("Champs de la fabrique concernés", help="Leur code, leur nom ou un alias.")
    territoires = Plusieurs("Territoires concernés", help="Leur code officiel : 62, 62041, region-32.")
    preuves = Chiffres("Quelques chiffres")
    compulsory: tuple[str, ...] = ()

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, field in self.all_questions.items():
            if name not in (*ENVELOPE, *self.compulsory):
                field.required = field.needed = False
                field.load_default = missing


class BesoinForm(_Fiche):
    """A need: its title, and all that is known of it."""

    origine = Ligne("Origine", most=60, help="genre:numéro de la proposition, du message ou de la note")
    compulsory = ("titre",)


class FicheForm(_Fiche):
    """More of the sheet, and the version it was written from."""

    version = Entier("Version")
    compulsory = ("version",)


class _Loose:
    """The same step, to be finished later: nothing is compulsory but its form."""

    fields: dict[str, Any]

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
