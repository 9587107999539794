"""Rules about bodies: their existence and composition are public, their work is not."""

from sqlalchemy import Select, select

from annuaire.roles.queries import of_the_cress
from socle.permissions import No, rule, scope

from .models import Organe
from .queries import DESK, sits

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
