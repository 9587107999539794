"""What happens to a structure, as members are sorted by it."""

from sqlalchemy import update

from annuaire.structures.events import StructureEdited
from annuaire.structures.models import Structure
from socle.events import reacts
from socle.extensions import db

from .models import Membre


@reacts(StructureEdited)
def sort_by_its_new_name(event: StructureEdited) -> None:
    """Its people move in the lists of members."""
    structure = db.session.get(Structure, event.structure_id)
    theirs = update(Membre).where(Membre.structure_id == structure.id)
    db.session.execute(theirs.values(groupe=structure.recherche))
