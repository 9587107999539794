"""Rules about territoires: the map is public."""

from sqlalchemy import Select, select

from socle.permissions import scope

from .models import Filiere, Territoire


@scope(Territoire)
def readable(viewer) -> Select:
    """Everyone reads the map."""
    return select(Territoire)


@scope(Filiere)
def readable_filieres(viewer) -> Select:
    """Everyone reads the filières."""
    return select(Filiere)
