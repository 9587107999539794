"""What an animateur writes in a note."""

from socle.forms import Form, Jour, Ligne, Texte


class NouvelleForm(Form):
    """A note to begin."""

    titre = Ligne("Titre de la note", most=160, help="Par exemple : « Rapport d'automne ».")
    debut = Jour("Du")
    fin = Jour("Au")


class RetourForm(Form):
    """Why a note goes back."""

    motif = Texte("Ce qui doit changer", most=2_000, help="La personne qui anime le lira.")
