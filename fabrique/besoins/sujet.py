"""How the rest of the house speaks of needs."""

from collections.abc import Iterator
from typing import Any

from annuaire.territoires.models import Territoire
from socle.afaire import MOST, AFaire, to_do
from socle.encarts import Panel, panel
from socle.extensions import db
from socle.pages import how_many
from socle.permissions import visible
from socle.rubriques import LIEUX, Rubrique, open_rubrique
from socle.sujets import Notice, Ref, Sujet, tells, under
from socle.templating import depuis

from .events import BesoinDropped, BesoinSubmitted
from .models import REFERENCES, Besoin, Etat
from .queries import (
    depositor_ids,
    felt_in,
    in_rows,
    in_state,
    mine_to_finish,
    newest_first,
    officer_ids,
    reads_needs,
    to_qualify,
)

LIGHTS = ("besoins", "depots", "instructions")
open_rubrique(Rubrique(LIEUX, 30, "Fabrique", "besoins.index", icon="lightbulb", lights=LIGHTS))

SHOWN = 5


class SujetBesoin(Sujet):
    """A need: its reference and its page. Internal notes and raw testimonies are no part of its text."""

    kind, noun, label, path = "besoin", Besoin, "Besoin", "/besoins/<reference>"
    forme = REFERENCES

    def text(self, besoin: Besoin) -> str:
        """What it says."""
        words = (besoin.titre, besoin.constat, besoin.consequences, besoin.manques, besoin.idees)
        return "\n".join(filter(None, words))


@tells(BesoinSubmitted)
def someone_brought_a_need(event: BesoinSubmitted) -> Notice:
    """Those who answer for it; the author has the receipt."""
    besoin = db.session.get(Besoin, event.besoin_id)
    sentence = f"Un besoin attend votre lecture : {besoin.designation}"
    why = "Vous qualifiez les besoins de ce territoire."
    return Notice(officer_ids(besoin), sentence, Ref("besoin", besoin.id), why)


@tells(BesoinDropped)
def nothing_came(event: BesoinDropped) -> Notice:
    """Those who brought it."""
    besoin = db.session.get(Besoin, event.besoin_id)
    sentence = f"Sans réponse depuis soixante jours, {besoin.designation} est classé sans suite"
    why = "Vous avez déposé ce besoin."
    return Notice(depositor_ids(besoin.id), sentence, Ref("besoin", besoin.id), why, mail=True)


@panel("territoire")
def needs_of_the_place(territoire: Territoire, viewer) -> Panel:
    """Qualified needs felt in a territory and in what it contains, on its page."""
    here = visible(Besoin, viewer).where(in_state(Etat.QUALIFIE), felt_in([territoire.id]))
    besoins = list(db.session.scalars(here.options(*in_rows()).order_by(*newest_first()).limit(SHOWN)))
    total = how_many(here) if len(besoins) == SHOWN else len(besoins)
    shown = {"territoire": territoire, "besoins": besoins, "total": total}
    return Panel("fabrique/besoins/_panel.html", shown)


@to_do(70)
def needs_to_finish(viewer: Any) -> Iterator[AFaire]:
    """Those I brought: drafts, and those the chambre asks about."""
    for one in db.session.scalars(mine_to_finish(viewer).limit(MOST)):
        if one.etat is Etat.BROUILLON:
            url = under(one, "recapitulatif")
            phrase = f"Finir et déposer le besoin « {one.titre} »"
            yield AFaire(phrase, url, "Reprendre", depuis(one.cree_le))
        else:
            url = under(one, "#questions")
            phrase = f"Répondre à la chambre sur « {one.titre} »"
            yield AFaire(phrase, url, "Répondre", depuis(one.complement_le))


@to_do(80)
def needs_to_read(viewer: Any) -> Iterator[AFaire]:
    """Those that wait for my reading."""
    for one in db.session.scalars(to_qualify(viewer).limit(MOST)) if reads_needs(viewer) else ():
        places = ", ".join(place.nom for place in one.territoires)
        url = under(one, "instruction")
        yield AFaire(f"Lire le besoin « {one.titre} »", url, "Lire", places or one.reference)
