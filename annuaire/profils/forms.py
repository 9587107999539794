"""What people say of themselves, and how they want the site to be."""

from annuaire.questions import NouveauMotDePasse, Secret
from socle.forms import Choix, Form, Ligne, Texte

THEMES = (("auto", "Comme mon appareil"), ("clair", "Clair"), ("sombre", "Sombre"))
RYTHMES = (
    ("immediat", "À mesure que les choses arrivent"),
    ("aucun", "Jamais : je regarde sur la plateforme"),
)


class ProfilForm(Form):
    """Who I am."""

    nom = Ligne("Prénom et nom", most=80)
    presentation = Texte(
        "Présentation",
        most=2_000,
        required=False,
        help="Ce que vous faites, où, ce que l'on peut vous demander.",
    )


class PreferencesForm(Form):
    """How the site looks and how often it writes."""

    theme = Choix("Apparence", choices=THEMES)
    rythme = Choix("Courriels de nouvelles", choices=RYTHMES)


class ChangementForm(NouveauMotDePasse):
    """To replace one's password."""

    ancien = Secret("Mot de passe actuel")
