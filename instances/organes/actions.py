"""Setting up a body, who sits in it, and which of them answers the notes."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from annuaire.comptes.models import Compte
from annuaire.comptes.queries import slug
from annuaire.structures.models import Structure
from socle.clock import today
from socle.database import hold, lock
from socle.errors import Refused, Unprocessable, WrongState
from socle.events import announce
from socle.extensions import db
from socle.jobs import nightly
from socle.signatures import Signature
from socle.versions import must_be_read, rewrite

from .events import OrganeAnswers, OrganeChanged, OrganeCreated, SiegeEnded, SiegeGiven
from .models import Genre, Organe, Place, Siege
from .queries import answering, named_so, of_slug, presidents_of, seat_of

TAKEN = (
    "Une instance porte déjà ce nom : donnez-en un autre, ou complétez-le par son année ou son territoire."
)
ADDRESSED = "Une instance a déjà cette adresse : donnez un autre mot court, par exemple « cdess-nord »."
UNSAID = "Il faut des lettres ou des chiffres."
CHANGED = "Quelqu'un a modifié cette instance entre-temps : relisez sa version avant d'enregistrer."
SEATED = "Cette personne siège déjà ici à cette date : mettez fin à son siège d'abord."
LAST = "C'est la seule présidence de cette instance : nommez quelqu'un d'autre à la présidence d'abord."
ENDED = "Ce siège a déjà pris fin."


def create_organe(
    by: Signature, genre: Genre, nom: str, objet: str = "", adresse: str = "", repond: bool = False
) -> Organe:
    """Set up a body; its address is a short word, or comes from its name, and never changes.

    Raises ``Unprocessable`` for a name or an address that is taken.
    """
    hold("organes")
    where = slug(adresse or nom)
    if not where:
        raise Unprocessable(errors={"adresse" if adresse else "nom": [UNSAID]})
    _must_be_free(nom)
    if of_slug(where):
        raise Unprocessable(errors={"adresse": [ADDRESSED]})
    organe = Organe(slug=where, genre=Genre(genre), nom=nom, objet=objet)
    db.session.add(organe)
    db.session.flush()
    announce(OrganeCreated(organe_id=organe.id), by)
    if repond:
        let_answer(organe, by)
    return organe


def change_organe(organe: Organe, by: Signature, version: int | None, **changes: Any) -> None:
    """Change its name or what it is for; its address stays.

    Raises ``Conflict`` when someone changed them meanwhile, ``Unprocessable`` for a name that is taken.
    """
    hold("organes")
    lock(organe)
    must_be_read(organe, version, CHANGED)
    if changes.get("nom", organe.nom) != organe.nom:
        _must_be_free(changes["nom"])
    rewrite(organe, **changes)
    announce(OrganeChanged(organe_id=organe.id), by)


def let_answer(organe: Organe, by: Signature) -> None:
    """Notes of the communautés go to this body, and no other. Raises ``WrongState`` when they do already."""
    hold("organes")
    before = answering()
    if before is organe:
        raise WrongState("Cette instance répond déjà aux notes.")
    if before:
        before.repond = False
        db.session.flush()
    organe.repond = True
    announce(OrganeAnswers(organe_id=organe.id, before=before.id if before else None), by)


def give_siege(
    organe: Organe,
    by: Signature,
    compte: Compte,
    place: Place = Place.MEMBRE,
    structure: Structure | None = None,
    **terms: Any,
) -> Siege:
    """Let a person sit; ``terms`` are its ``college``, ``debut`` (today unless it is said) and ``fin``.

    Raises ``Unprocessable`` for someone who sits there already.
    """
    lock(organe)
    said = {name: value for name, value in terms.items() if value is not None}
    siege = Siege(
        organe_id=organe.id,
        compte_id=compte.id,
        structure_id=structure.id if structure else None,
        place=Place(place),
        **{"debut": today(), **said},
    )
    if seat_of(organe.id, compte.id, siege.debut, siege.fin):
        raise Unprocessable(errors={"alias": [SEATED]})
    db.session.add(siege)
    db.session.flush()
    announce(SiegeGiven(organe_id=organe.id, compte_id=compte.id), by)
    return siege


def end_siege(siege: Siege, by: Signature) -> None:
    """End a seat: the person sat until yesterday, or never; what was decided stays decided.

    Raises ``Refused`` for the last presidency (SD-13), ``WrongState`` for a seat that ended before.
    """
    lock(siege.organe)
    lock(siege)
    if siege.termine:
        raise WrongState(ENDED)
    if siege.en_cours and siege.place is Place.PRESIDENT and presidents_of(siege.organe_id) == [siege.id]:
        raise Refused(LAST)
    siege.fin = today() - timedelta(days=1)
    announce(SiegeEnded(organe_id=siege.organe_id, compte_id=siege.compte_id), by)


@nightly
def tell_who_sat_until_yesterday() -> None:
    """Dates end seats by themselves; sockets still open hear of it the next night."""
    for siege in db.session.scalars(select(Siege).where(Siege.fin == today() - timedelta(days=1))).all():
        announce(SiegeEnded(organe_id=siege.organe_id, compte_id=siege.compte_id), None)


def _must_be_free(nom: str) -> None:
    if named_so(nom):
        raise Unprocessable(errors={"nom": [TAKEN]})
