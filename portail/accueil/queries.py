"""What waits for a person: one line, one gesture. The only place that mixes the rooms of the house."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from communautes.espaces.models import Fonction
from communautes.espaces.queries import invitations_of, to_answer
from communautes.notes.models import Etat as EtatNote
from communautes.notes.models import Note
from communautes.propositions.models import Etat as EtatProposition
from communautes.propositions.models import Proposition
from fabrique.besoins.models import Etat as EtatBesoin
from fabrique.besoins.queries import mine_to_finish, reads_needs, to_qualify
from instances.organes.queries import DESK
from instances.seances.models import Etat as EtatSeance
from instances.seances.models import Seance
from socle.extensions import db
from socle.permissions import visible
from socle.templating import depuis
from socle.viewers import held_ids

MOST = 12


@dataclass(frozen=True)
class Tache:
    """One thing to do: a sentence, where it is done, since when, the word on its button."""

    phrase: str
    url: str
    faits: str
    geste: str


def waiting_for(viewer: Any) -> list[Tache]:
    """Everything that waits for the viewer.

    Guest or animateur of a communauté, desk of a body, depositor or reader of needs.
    """
    animated = held_ids(viewer, "membre", Fonction.ANIMATEUR)
    desks = held_ids(viewer, "siege", *DESK)
    return [
        *_invited(viewer),
        *_asked(animated),
        *_proposed(animated),
        *_notes(animated),
        *_desk(viewer, desks),
        *_needs(viewer),
    ]


def _invited(viewer: Any) -> Iterator[Tache]:
    for one in invitations_of(viewer.id):
        url = url_for("adhesions.demande", demande_id=one.id)
        yield Tache(
            f"Répondre à l'invitation de « {one.communaute.nom} »", url, depuis(one.creee_le), "Répondre"
        )


def _asked(animated: list[int]) -> Iterator[Tache]:
    for one in to_answer(animated)[:MOST]:
        url = url_for("adhesions.demande", demande_id=one.id)
        phrase = f"{one.compte.nom} demande à entrer dans « {one.communaute.nom} »"
        yield Tache(phrase, url, depuis(one.creee_le), "Répondre")


def _proposed(animated: list[int]) -> Iterator[Tache]:
    """Propositions that wait for whoever animates: to discuss, to retain or to set aside."""
    if not animated:
        return
    statement = (
        select(Proposition)
        .where(Proposition.communaute_id.in_(animated), Proposition.etat == EtatProposition.DEPOSEE)
        .options(joinedload(Proposition.communaute))
        .order_by(Proposition.id)
        .limit(MOST)
    )
    for one in db.session.scalars(statement):
        url = url_for("propositions.show", proposition_id=one.id, _anchor="gestes")
        yield Tache(f"Dire ce que devient « {one.titre} »", url, one.communaute.nom, "Ouvrir")


def _notes(animated: list[int]) -> Iterator[Tache]:
    """Notes begun and not sent."""
    if not animated:
        return
    statement = (
        select(Note)
        .where(Note.communaute_id.in_(animated), Note.etat.in_([EtatNote.BROUILLON, EtatNote.EN_RELECTURE]))
        .options(joinedload(Note.communaute))
        .order_by(Note.id)
        .limit(MOST)
    )
    for one in db.session.scalars(statement):
        word = "Reprendre la note retournée" if one.motif else "Finir et transmettre la note"
        yield Tache(
            f"{word} « {one.titre} »", url_for("redaction.edit", note_id=one.id), one.communaute.nom, "Écrire"
        )


def _desk(viewer: Any, desks: list[int]) -> Iterator[Tache]:
    """At the desk of a body: notes to put on an agenda, answers to write and to publish."""
    if not desks:
        return
    notes = (
        visible(Note, viewer)
        .where(Note.etat == EtatNote.TRANSMISE)
        .options(joinedload(Note.communaute))
        .limit(MOST)
    )
    for note in db.session.scalars(notes.order_by(Note.id)):
        phrase = f"Inscrire la note {note.reference} à l'ordre du jour"
        yield Tache(phrase, url_for("notes.show", note_id=note.id), note.communaute.nom, "Inscrire")
    open_ones = select(Seance).where(
        Seance.organe_id.in_(desks), Seance.etat.in_([EtatSeance.OUVERTE, EtatSeance.CLOSE])
    )
    for seance in db.session.scalars(open_ones.options(joinedload(Seance.rencontre)).order_by(Seance.id)):
        word = "Publier les réponses" if seance.etat is EtatSeance.CLOSE else "Écrire les réponses"
        yield Tache(f"{word} : {seance.titre}", url_for("seances.show", seance_id=seance.id), "", "Ouvrir")


def _needs(viewer: Any) -> Iterator[Tache]:
    """Needs to finish or complete, for who brought them; needs to read, for who qualifies them."""
    for one in db.session.scalars(mine_to_finish(viewer).limit(MOST)):
        if one.etat is EtatBesoin.BROUILLON:
            url = url_for("depots.summary", reference=one.reference)
            yield Tache(f"Finir et déposer le besoin « {one.titre} »", url, depuis(one.cree_le), "Reprendre")
        else:
            url = url_for("besoins.show", reference=one.reference, _anchor="questions")
            yield Tache(
                f"Répondre à la chambre sur « {one.titre} »", url, depuis(one.complement_le), "Répondre"
            )
    if not reads_needs(viewer):
        return
    for one in db.session.scalars(to_qualify(viewer).limit(MOST)):
        places = ", ".join(place.nom for place in one.territoires)
        url = url_for("instructions.show", reference=one.reference)
        yield Tache(f"Lire le besoin « {one.titre} »", url, places or one.reference, "Lire")
