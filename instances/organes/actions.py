"""Setting up a body and who sits in it."""

from annuaire.comptes.models import Compte
from socle.clock import today
from socle.events import announce
from socle.extensions import db
from socle.signatures import Signature

from .events import OrganeCreated, SiegeEnded, SiegeGiven
from .models import Genre, Organe, Place, Siege


def create_organe(slug: str, genre: Genre, nom: str, objet: str, by: Signature) -> Organe:
    """Set up a body."""
    organe = Organe(slug=slug, genre=genre, nom=nom, objet=objet)
    db.session.add(organe)
    db.session.flush()
    announce(OrganeCreated(organe_id=organe.id), by)
    return organe


def give_siege(organe: Organe, compte: Compte, place: Place, college: str, by: Signature) -> Siege:
    """Let a person sit from today."""
    siege = Siege(organe_id=organe.id, compte_id=compte.id, place=place, college=college)
    db.session.add(siege)
    db.session.flush()
    announce(SiegeGiven(organe_id=organe.id, compte_id=compte.id), by)
    return siege


def end_siege(siege: Siege, by: Signature) -> None:
    """End a seat today; what was decided stays decided."""
    siege.fin = today()
    announce(SiegeEnded(organe_id=siege.organe_id, compte_id=siege.compte_id), by)
