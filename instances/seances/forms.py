"""What the desk writes about a séance."""

from socle.forms import Cle, Form, Jour, Ligne, Texte


class SeanceForm(Form):
    """A sitting to plan: one moment, one or two sites."""

    titre = Ligne("Nom de la séance", most=120, help="Par exemple : « Conseil de décembre ».")
    jour = Jour("Jour")
    debut = Ligne("Heure de début", most=5, help="Sous la forme 14:00.")
    fin = Ligne("Heure de fin", most=5)
    ville = Ligne("Premier site : ville", most=80)
    lieu = Ligne("Premier site : salle", most=160)
    autre_ville = Ligne("Second site : ville", most=80, required=False)
    autre_lieu = Ligne("Second site : salle", most=160, required=False)
    cle = Cle()


class PointForm(Form):
    """A point of information."""

    titre = Ligne("Intitulé du point", most=160)
    texte = Texte("Ce dont il s'agit", most=2_000, required=False)
