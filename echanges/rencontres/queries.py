"""Questions about dates."""

from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, select

from socle.columns import instant_told, rows_told, this_instant

from .models import Rencontre, Site


class Prochaine(NamedTuple):
    """A meeting to come: its title, its beginning, the town and the place of each site."""

    titre: str
    debut: datetime
    sites: tuple[tuple[str, str], ...]


def coming(kind: str, sujet_id: Any, limit: int = 3) -> ScalarSelect:
    """The next meetings of a sujet in one value, to be read beside it; ``dates_told`` says what they are."""
    following = (
        select(Rencontre.id)
        .where(
            Rencontre.sujet_kind == kind,
            Rencontre.sujet_id == sujet_id,
            Rencontre.fin >= this_instant(),
            Rencontre.annulee_le.is_(None),
        )
        .order_by(Rencontre.debut)
        .limit(limit)
        .subquery()
    )
    told = rows_told(Rencontre.debut, Rencontre.id, Site.id, Rencontre.titre, Site.ville, Site.lieu)
    sites = select(told).select_from(Rencontre).outerjoin(Rencontre.sites)
    return sites.where(Rencontre.id.in_(select(following))).scalar_subquery()


def dates_told(rows: list[Any] | None) -> list[Prochaine]:
    """The meetings that ``coming`` read, the next first."""
    meetings = groupby(sorted(rows or (), key=itemgetter(0, 1, 2)), key=itemgetter(0, 1, 3))
    return [
        Prochaine(titre, instant_told(debut), tuple((row[4], row[5]) for row in sites if row[2]))
        for (debut, _, titre), sites in meetings
    ]
