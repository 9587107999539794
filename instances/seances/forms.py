"""What the desk writes about a séance."""

import re
from datetime import time
from typing import Any

from marshmallow import ValidationError, validates_schema

from socle.forms import Form, Jour, Ligne, Texte

HOUR = re.compile(r"([01]?\d|2[0-3])[:h]([0-5]\d)")


class Heure(Ligne):
    """An hour of the day, as « 14:00 » or « 14h00 »."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        found = HOUR.fullmatch(super()._deserialize(value, *args, **kwargs))
        if not found:
            raise ValidationError("Écrivez l'heure sous la forme 14:00.")
        return time(int(found[1]), int(found[2]))


class SeanceForm(Form):
    """A sitting to plan: one moment, one or two sites."""

    titre = Ligne("Nom de la séance", most=120, help="Par exemple : « Conseil de décembre ».")
    jour = Jour("Jour")
    debut = Heure("Heure de début", most=5, help="Sous la forme 14:00.")
    fin = Heure("Heure de fin", most=5)
    ville = Ligne("Premier site : ville", most=80)
    lieu = Ligne("Premier site : salle", most=160)
    autre_ville = Ligne("Second site : ville", most=80, required=False)
    autre_lieu = Ligne("Second site : salle", most=160, required=False)

    @validates_schema(skip_on_field_errors=False)
    def _in_order(self, said: dict[str, Any], **_: Any) -> None:
        if "debut" in said and "fin" in said and said["fin"] <= said["debut"]:
            raise ValidationError({"fin": ["La fin vient après le début."]})
        if said.get("autre_lieu") and not said.get("autre_ville"):
            raise ValidationError({"autre_ville": ["Dites dans quelle ville est cette salle."]})


class PointForm(Form):
    """A point of information."""

    titre = Ligne("Intitulé du point", most=160)
    texte = Texte("Ce dont il s'agit", most=2_000, required=False)
