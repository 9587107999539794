"""How the rest of the house speaks of propositions."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, bindparam

from annuaire.comptes.models import Compte
from communautes.espaces.models import Communaute
from communautes.espaces.queries import animated_by, animateurs_of
from instances.decisions.models import Decision, Issue
from socle.afaire import MOST, AFaire, to_do
from socle.database import read_columns
from socle.encarts import Gesture, Panel, gesture, panel
from socle.extensions import db
from socle.once import built_once
from socle.permissions import can, visible
from socle.rangees import Annonce
from socle.states import mot
from socle.sujets import Notice, Ref, Sujet, sujet_for, tells, under
from socle.templating import pluriel

from .events import PropositionDecided, PropositionMoved, PropositionSubmitted, SoutienGiven
from .models import OUVERTES, REFERENCES, Etat, Proposition
from .queries import credited, in_state, line_of, newest_first, people_behind, supported_by, to_sort

SHOWN = 5


class SujetProposition(Sujet):
    """A proposition: its reference and its page."""

    kind, noun, label, path = "proposition", Proposition, "Proposition", "/propositions/<int:id>"
    forme = REFERENCES

    def place(self, proposition: Proposition, viewer: Any) -> str:
        """Its state, its text, and whether the viewer stands behind it."""
        behind = supported_by(proposition, viewer.id) is not None
        return f"{proposition.etat}:{proposition.version}:{behind}"

    def text(self, proposition: Proposition) -> str:
        """What it says."""
        return f"{proposition.titre}\n{proposition.description}\n{proposition.objectif}"


def _of(event) -> tuple[Proposition, Ref]:
    return db.session.get(Proposition, event.proposition_id), Ref("proposition", event.proposition_id)


@tells(PropositionSubmitted)
def something_was_proposed(event: PropositionSubmitted) -> list[Notice]:
    """Those who animate; and those whose messages it comes from."""
    proposition, about = _of(event)
    animateurs = set(animateurs_of(proposition.communaute_id))
    authors = {credit.compte_id for credit in credited(proposition)} - {proposition.auteur_id}
    born = f"Votre message a donné lieu à une proposition : {proposition.reference}, « {proposition.titre} »"
    told = f"{proposition.auteur.nom} propose : « {proposition.titre} » ({proposition.reference})"
    return [
        Notice(authors, born, about, "La proposition cite un message que vous avez écrit.", mail=True),
        Notice(animateurs - authors, told, about, "Vous animez la communauté."),
    ]


@tells(SoutienGiven)
def someone_supports_you(event: SoutienGiven) -> Notice:
    """Its author, on the bell only."""
    proposition, about = _of(event)
    sentence = f"Votre proposition {proposition.reference} a un nouveau soutien"
    return Notice([proposition.auteur_id], sentence, about)


@tells(PropositionMoved)
def it_moved(event: PropositionMoved) -> Notice:
    """Authors and supporters: where it stands now, and why."""
    proposition, about = _of(event)
    words = mot(Etat(event.etat)).lower()
    sentence = f"La proposition {proposition.reference}, « {proposition.titre} » : {words}"
    sentence += f". Motif : {event.motif}" if event.motif else ""
    return Notice(people_behind(proposition.id), sentence, about, "Vous l'avez écrite ou soutenue.")


@tells(PropositionDecided)
def the_board_answered(event: PropositionDecided) -> Notice:
    """Authors and supporters, each once, when the answers are published."""
    proposition, about = _of(event)
    words = mot(Etat(event.etat)).lower()
    sentence = f"Le conseil a répondu à {proposition.reference}, « {proposition.titre} » : {words}"
    motif = db.session.get(Decision, event.decision_id).motif
    sentence += f". {motif}" if motif else ""
    why = "Votre parole y figure : vous l'avez écrite, inspirée ou soutenue."
    return Notice(people_behind(proposition.id), sentence, about, why, mail=True)


@gesture("message")
def make_a_proposition(host: Ref, viewer) -> Gesture | None:
    """« En faire une proposition », in the fils of a communauté, for its members."""
    if host.kind != "communaute":
        return None
    communaute = db.session.get(Communaute, host.id)
    if not can(viewer, "propose", communaute):
        return None
    return Gesture("En faire une proposition", under(communaute, "propositions/nouvelle"))


@panel("communaute")
def open_propositions(communaute: Communaute, viewer) -> Panel:
    """What is being decided, on the home of the communauté."""
    statement, values = _open_ones(viewer)
    rows = read_columns(statement, values | {"communaute_id": communaute.id})
    page = sujet_for(Proposition).page
    told = [
        Annonce(one.titre, page(one), (one.reference, one.nom, pluriel(one.soutiens, "soutien")), one.etat)
        for one in rows
    ]
    return Panel("communautes/propositions/_panel.html", {"communaute": communaute, "propositions": told})


@built_once
def _open_ones(viewer: Any) -> Select:
    here = Proposition.communaute_id == bindparam("communaute_id")
    shown = (Proposition.id, Proposition.titre, Proposition.reference, Proposition.soutiens, Proposition.etat)
    found = visible(Proposition, viewer).where(here, in_state(*OUVERTES)).join(Proposition.auteur)
    return found.with_only_columns(*shown, Compte.nom).order_by(*newest_first()).limit(SHOWN)


def _line(kind: str) -> None:
    """Draw the line of a word on the pages of the chain that stand on lower floors."""

    @panel(f"ligne:{kind}")
    def stations(thing, viewer) -> Panel | None:
        met = line_of(Ref(kind, thing.id), viewer, kind == "decision" and thing.issue is Issue.NON_PORTEE)
        told = any(station["url"] for station in met if station["label"] != "Message")
        return Panel("communautes/propositions/_line.html", {"stations": met}) if told else None


for _kind in ("decision", "action", "message"):
    _line(_kind)


@to_do(30)
def propositions_to_sort(viewer: Any) -> Iterator[AFaire]:
    """Where I animate: to discuss, to retain or to set aside."""
    animated = animated_by(viewer)
    for one in db.session.scalars(to_sort(animated).limit(MOST)) if animated else ():
        yield AFaire(
            f"Dire ce que devient « {one.titre} »", under(one, "#gestes"), "Ouvrir", one.communaute.nom
        )
