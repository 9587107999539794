"""Rules about bodies: their existence and composition are public, their work is not."""

from sqlalchemy import Select, select

from annuaire.roles.permissions import keeps
from annuaire.roles.queries import of_the_cress
from socle.permissions import No, rule, scope

from .models import Organe, Siege
from .queries import DESK, sits

KEEPERS_ONLY = "Les instances sont tenues par les chargés de mission et l'administration de la plateforme."
DESK_ONLY = "Seules la présidence et le secrétariat de cette instance peuvent le faire."


@scope(Organe)
def readable(viewer) -> Select:
    """Everyone."""
    return select(Organe)


@rule("sit", Organe)
def may_sit(viewer, organe: Organe) -> bool | No:
    """Those who sit, and the mission officers who prepare."""
    return sits(viewer, organe.id) or of_the_cress(viewer) or No("Réservé aux membres de cette instance.")


@rule("prepare", Organe)
def may_prepare(viewer, organe: Organe) -> bool | No:
    """The desk and the mission officers plan and put on the agenda (matrix, lines 48 and 52)."""
    return sits(viewer, organe.id, *DESK) or of_the_cress(viewer) or No(DESK_ONLY)


@rule("decide", Organe)
def may_decide(viewer, organe: Organe) -> bool | No:
    """The desk writes down what the body decided; mission officers prepare, they do not decide (line 49)."""
    return sits(viewer, organe.id, *DESK) or No(DESK_ONLY)


@scope(Siege)
def readable_seats(viewer) -> Select:
    """Everyone: who sits in a body is public."""
    return select(Siege)


@rule("institute_organe", type(None))
def may_institute(viewer, nothing: None) -> bool | No:
    """Those who keep the bodies (arbitrages 40: it is no business transition)."""
    return keeps(viewer) or No(KEEPERS_ONLY)


@rule("keep_organe", Organe)
def may_keep(viewer, organe: Organe) -> bool | No:
    """The same: name, purpose, seats, and which body answers."""
    return may_institute(viewer, None)


@rule("end", Siege)
def may_end(viewer, siege: Siege) -> bool | No:
    """The same."""
    return may_institute(viewer, None)
