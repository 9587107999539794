"""What happens to a structure, as members are sorted by it; to who invited, as invitations are theirs."""

from sqlalchemy import update

from annuaire.comptes.events import CompteSuspended
from annuaire.structures.events import StructureEdited
from annuaire.structures.models import Structure
from socle.events import reacts
from socle.extensions import db

from .actions import withdraw_invitations_of
from .events import MembreLeft
from .models import Membre


@reacts(StructureEdited)
def sort_by_its_new_name(event: StructureEdited) -> None:
    """Its people move in the lists of members."""
    structure = db.session.get(Structure, event.structure_id)
    theirs = update(Membre).where(Membre.structure_id == structure.id)
    db.session.execute(theirs.values(groupe=structure.recherche))


@reacts(MembreLeft)
@reacts(CompteSuspended)
def take_back_invitations(event: MembreLeft | CompteSuspended) -> None:
    """Whoever may no longer invite has invited nobody."""
    withdraw_invitations_of(event.compte_id, getattr(event, "communaute_id", None), event.signature)
