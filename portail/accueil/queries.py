"""What the public home shows: the latest answers, the latest needs, the communautés, as guests read them."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Executable, select

from communautes.espaces.models import Communaute
from communautes.espaces.queries import by_name
from communautes.propositions.models import DECIDEES, Etat, Proposition
from communautes.propositions.queries import in_state, newest_first
from fabrique.besoins.models import Besoin
from fabrique.besoins.queries import names_of_places, still_apart
from fabrique.besoins.queries import newest_first as newest_needs
from socle.database import read_columns
from socle.permissions import GUEST, visible
from socle.rangees import Annonce
from socle.sujets import sujet_for

SHOWN = 4


class Nouvelles(NamedTuple):
    """All that the home tells: three lists."""

    reponses: tuple[Annonce, ...]
    besoins: tuple[Annonce, ...]
    communautes: tuple[Annonce, ...]


def latest() -> tuple[Nouvelles, Any]:
    """What the home tells, and the answered proposition whose road is its example (or nothing): one that led
    to a result, else the oldest shown.
    """
    answers = read_columns(_answers()).all()
    finished = [one for one in answers if one.etat is Etat.REALISEE]
    told = Nouvelles(
        tuple(_announced(Proposition, answers[:SHOWN], lambda one: (one.nom, one.reference))),
        tuple(_announced(Besoin, read_columns(_needs()), _where)),
        tuple(
            Annonce(one.nom, sujet_for(Communaute).page(one), texte=one.objet)
            for one in read_columns(_communautes())
        ),
    )
    return told, (finished or answers or [None])[-1]


def _announced(noun: type, rows: Iterable[Any], facts: Any) -> Iterable[Annonce]:
    return (Annonce(one.titre, sujet_for(noun).page(one), facts(one), one.etat) for one in rows)


def _where(one: Any) -> tuple[str, ...]:
    return ", ".join(name for _, name in one.lieux or ()), one.reference


@cache
def _answers() -> Executable:
    """The latest propositions answered, and one that led to a result: one statement."""
    answered = visible(Proposition, GUEST).where(in_state(*DECIDEES)).with_only_columns(Proposition.id)
    newest = select(answered.order_by(*newest_first()).limit(SHOWN).subquery())
    done = select(answered.where(in_state(Etat.REALISEE)).order_by(Proposition.id).limit(1).subquery())
    shown = (Proposition.id, Proposition.titre, Proposition.reference, Proposition.etat)
    asked = select(*shown, Communaute.nom, Communaute.acces).join(Proposition.communaute)
    return asked.where(Proposition.id.in_(newest.union_all(done))).order_by(*newest_first())


@cache
def _needs() -> Executable:
    shown = (Besoin.titre, Besoin.reference, Besoin.etat, names_of_places().label("lieux"))
    asked = visible(Besoin, GUEST).where(still_apart()).with_only_columns(*shown)
    return asked.order_by(*newest_needs()).limit(SHOWN)


@cache
def _communautes() -> Executable:
    shown = (Communaute.nom, Communaute.slug, Communaute.objet)
    asked = visible(Communaute, GUEST).with_only_columns(*shown)
    return asked.order_by(*by_name())
