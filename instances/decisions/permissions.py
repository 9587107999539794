"""Rules about decisions: nothing shows before the answers are published."""

from sqlalchemy import Select, and_, or_, select, true

from annuaire.roles.queries import of_the_cress
from instances.organes.queries import bodies_of
from instances.seances.models import Seance
from instances.seances.permissions import about_readable
from socle.permissions import scope

from .models import Decision
from .queries import published


@scope(Decision)
def readable(viewer) -> Select:
    """Members of the body at any time; once published, whoever reads what it is about."""
    inside = Decision.seance_id.in_(select(Seance.id).where(Seance.organe_id.in_(bodies_of(viewer))))
    told = [inside, *([true()] if of_the_cress(viewer) else [])]
    told += [and_(published(), read) for read in about_readable(Decision, DECIDABLE, viewer)]
    return select(Decision).where(or_(*told))


DECIDABLE: list[str] = []


def decidable(kind: str) -> None:
    """Declare a kind of sujet about which bodies decide: its readers read the published answers."""
    if kind not in DECIDABLE:
        DECIDABLE.append(kind)
